import type { Cell } from "./cell.ts";
import type { CodeBase } from "./code-base.ts";
import { declaredNames } from "./declared-names.ts";
import { mentionedNames } from "./mentioned-names.ts";
import { orderDeclarations } from "./order-declarations.ts";
import { sliceTasks } from "./slice-task.ts";
import { type Node, parseTypeScript } from "./syntax.ts";
import { listTaskClasses } from "./task-classes.ts";
import { typedNamesOf } from "./typed-names.ts";

interface Piece {
  readonly text: string;
  /** Where its names stand in an order in which the module can be evaluated. */
  readonly order: number;
}

/**
 * The tasks of a notebook as one TypeScript module: the declarations that they reach, with their
 * types and comments, in an order in which they can be evaluated. Cells that only show things stay out.
 */
export function exportModule(cells: readonly Cell[], code: CodeBase): string {
  const tasks = new Set(listTaskClasses(code).flatMap((declaration) => declaration.names));
  const slice = sliceTasks(listTaskClasses(code), code);
  const order = new Map(
    orderDeclarations(slice.declarations).flatMap((declaration, at) =>
      declaration.names.map((name) => [name, at] as const),
    ),
  );
  const pieces = cells.flatMap((cell) => piecesOf(cell, order, tasks));
  const ordered = pieces
    .map((piece, at) => ({ piece, at }))
    .sort((a, b) => a.piece.order - b.piece.order || a.at - b.at);
  const texts = ordered.map(({ piece }) => piece.text);
  const imports = importLines(texts.join("\n"), cells);
  return `${[imports.join("\n"), ...texts].join("\n\n")}\n`;
}

function piecesOf(
  cell: Cell,
  order: ReadonlyMap<string, number>,
  tasks: ReadonlySet<string>,
): Piece[] {
  const { program, comments } = parseTypeScript(cell.source);
  const pieces: Piece[] = [];
  let from = 0;
  for (const statement of program.body) {
    const at = orderOf(statement, order);
    if (at !== undefined) {
      const lead = leadingComments(cell.source, comments, from, statement.start);
      const exported =
        declaredNames(statement).some((name) => tasks.has(name)) &&
        !statement.type.startsWith("Export")
          ? "export "
          : "";
      pieces.push({
        text: `${lead}${exported}${cell.source.slice(statement.start, statement.end)}`,
        order: at,
      });
    }
    from = statement.end;
  }
  return pieces;
}

/** Where a statement goes; undefined for one that the tasks do not need. Types go first, and all of them go along. */
function orderOf(statement: Node, order: ReadonlyMap<string, number>): number | undefined {
  if (statement.type === "ImportDeclaration") return undefined;
  const declared =
    statement.type === "ExportNamedDeclaration" && statement.declaration
      ? statement.declaration
      : statement;
  const places = typedNamesOf(declared).flatMap((name) => order.get(name) ?? []);
  if (places.length > 0) return Math.min(...places);
  const isAmbient = "declare" in declared && declared.declare;
  const isValue = declared.type === "TSEnumDeclaration" || declared.type === "TSModuleDeclaration";
  if (isValue && !isAmbient) return order.size;
  return isAmbient || declared.type.startsWith("TS") ? -1 : undefined;
}

/** Comments that stand directly above a declaration go with it. */
function leadingComments(
  source: string,
  comments: readonly { start: number; end: number }[],
  from: number,
  start: number,
): string {
  const above = comments.filter(
    (comment) =>
      comment.start >= from &&
      comment.end <= start &&
      source.slice(source.lastIndexOf("\n", comment.start) + 1, comment.start).trim() === "",
  );
  const first = above[0];
  return first === undefined ? "" : source.slice(first.start, start);
}

/** The imports of names that the module's text mentions, be it in a type, and imports for their effect. */
function importLines(text: string, cells: readonly Cell[]): string[] {
  const names = mentionedNames(text);
  const lines = new Set<string>();
  for (const { source } of cells) {
    const { program } = parseTypeScript(source);
    for (const statement of program.body) {
      const line =
        statement.type === "ImportDeclaration" ? importLine(statement, source, names) : "";
      if (line !== "") lines.add(line);
    }
  }
  return [...lines];
}

type Import = Extract<Node, { type: "ImportDeclaration" }>;

function importLine(statement: Import, source: string, names: ReadonlySet<string>): string {
  const { specifiers } = statement;
  const used = specifiers.filter(({ local }) => names.has(local.name));
  if (used.length === specifiers.length) return source.slice(statement.start, statement.end);
  if (used.length === 0) return "";
  const write = ({ start, end }: Node) => source.slice(start, end);
  const named = used.filter(({ type }) => type === "ImportSpecifier").map(write);
  const whole = used.filter(({ type }) => type !== "ImportSpecifier").map(write);
  const clause = [...whole, ...(named.length === 0 ? [] : [`{ ${named.join(", ")} }`])].join(", ");
  const kind = statement.importKind === "type" ? "import type" : "import";
  return `${kind} ${clause} from ${source.slice(statement.source.start, statement.end)}`;
}
