import type { Cell } from "./cell.ts";
import type { CodeBase } from "./code-base.ts";
import { declaredNames } from "./declared-names.ts";
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
  const order = new Map(orderDeclarations(slice.declarations).flatMap((declaration, at) => declaration.names.map((name) => [name, at] as const)));
  const pieces = cells.flatMap((cell) => piecesOf(cell, order, tasks));
  const imports = importLines(slice, cells);
  const ordered = pieces.map((piece, at) => ({ piece, at })).sort((a, b) => a.piece.order - b.piece.order || a.at - b.at);
  return `${[imports.join("\n"), ...ordered.map(({ piece }) => piece.text)].join("\n\n")}\n`;
}

function piecesOf(cell: Cell, order: ReadonlyMap<string, number>, tasks: ReadonlySet<string>): Piece[] {
  const { program, comments } = parseTypeScript(cell.source);
  const pieces: Piece[] = [];
  let from = 0;
  for (const statement of program.body) {
    const at = orderOf(statement, order);
    if (at !== undefined) {
      const lead = leadingComments(cell.source, comments, from, statement.start);
      const exported = declaredNames(statement).some((name) => tasks.has(name)) && !statement.type.startsWith("Export") ? "export " : "";
      pieces.push({ text: `${lead}${exported}${cell.source.slice(statement.start, statement.end)}`, order: at });
    }
    from = statement.end;
  }
  return pieces;
}

/** Where a statement goes; undefined for one that the tasks do not need. Types go first, and all of them go along. */
function orderOf(statement: Node, order: ReadonlyMap<string, number>): number | undefined {
  if (statement.type === "ImportDeclaration") return undefined;
  const declared = statement.type === "ExportNamedDeclaration" && statement.declaration ? statement.declaration : statement;
  const places = typedNamesOf(declared).flatMap((name) => order.get(name) ?? []);
  if (places.length > 0) return Math.min(...places);
  if (declared.type === "TSEnumDeclaration" || declared.type === "TSModuleDeclaration") return order.size;
  return declared.type.startsWith("TS") ? -1 : undefined;
}

/** Comments that stand directly above a declaration go with it. */
function leadingComments(source: string, comments: readonly { start: number; end: number }[], from: number, start: number): string {
  const above = comments.filter((comment) => comment.start >= from && comment.end <= start && source.slice(source.lastIndexOf("\n", comment.start) + 1, comment.start).trim() === "");
  const first = above[0];
  return first === undefined ? "" : source.slice(first.start, start);
}

/** Every import statement that brings in a name which the module needs, once; types are imported as they were. */
function importLines(slice: ReturnType<typeof sliceTasks>, cells: readonly Cell[]): string[] {
  const needed = new Set(slice.imports.map((declaration) => declaration.specifier));
  const lines = new Set<string>();
  for (const cell of cells) {
    const { program } = parseTypeScript(cell.source);
    for (const statement of program.body) if (isNeeded(statement, needed)) lines.add(cell.source.slice(statement.start, statement.end));
  }
  return [...lines];
}

function isNeeded(statement: Node, needed: ReadonlySet<string>): boolean {
  if (statement.type !== "ImportDeclaration") return false;
  return statement.importKind === "type" || statement.specifiers.length === 0 || needed.has(statement.source.value);
}
