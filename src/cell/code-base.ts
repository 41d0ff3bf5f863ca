import { CauceError } from "../core/errors.ts";
import type {
  Assignment,
  CellAnalysis,
  CodeDeclaration,
  Declaration,
  ImportDeclaration,
} from "./declaration.ts";
import { mayDeclare } from "./may-declare.ts";
import { spreadMutations } from "./spread-mutations.ts";

/** Whether an import brings in a task class of another module: only who can read that module knows. */
export type ImportsTask = (declaration: ImportDeclaration) => boolean;

/** All cells of a notebook as one body of code: who declares a name, and who changes it. A value; an edit makes a new one. */
export class CodeBase {
  readonly cells: readonly CellAnalysis[];
  readonly #declarations = new Map<string, Declaration[]>();
  readonly #assignments = new Map<string, Assignment[]>();
  #spread: ReadonlyMap<string, readonly Assignment[]> | undefined;
  readonly #order = new Map<Declaration, number>();

  readonly importsTask: ImportsTask;

  constructor(cells: readonly CellAnalysis[], importsTask: ImportsTask = () => false) {
    this.cells = cells;
    this.importsTask = importsTask;
    for (const cell of cells) {
      for (const declaration of cell.declarations) {
        this.#order.set(declaration, this.#order.size);
        for (const name of declaration.names) append(this.#declarations, name, declaration);
      }
      for (const assignment of cell.assignments)
        append(this.#assignments, assignment.name, assignment);
    }
  }

  /** The place in the order of the cells. */
  orderOf(declaration: Declaration): number {
    return this.#order.get(declaration) ?? 0;
  }

  declares(name: string): boolean {
    return this.#declarations.has(name);
  }

  /**
   * The one declaration of a name; undefined for globals; an error where two cells say different
   * things, and where a cell with a syntax error may be the one that declares it.
   */
  find(name: string): Declaration | undefined {
    const all = this.#declarations.get(name);
    if (all === undefined) {
      this.#assertRead(name);
      return undefined;
    }
    const [first, other] = [all[0], all.find((declaration) => !isSame(declaration, all[0]))];
    if (first !== undefined && other !== undefined) throw declaredTwice(name, first, other);
    return first;
  }

  #assertRead(name: string): void {
    for (const { unread, label, problems } of this.cells)
      if (unread !== undefined && mayDeclare(unread, name)) throw notRead(name, label, problems);
  }

  /** Code that gives the name another value or changes its value in place: itself, through an alias, or by a call. */
  assignmentsTo(name: string): readonly Assignment[] {
    this.#spread ??= spreadMutations(this.cells, (callee) => this.#functionOf(callee));
    return [...(this.#assignments.get(name) ?? []), ...(this.#spread.get(name) ?? [])];
  }

  #functionOf(name: string): CodeDeclaration["effects"] {
    const declaration = this.#declarations.get(name)?.[0];
    return declaration === undefined || declaration.kind === "import"
      ? undefined
      : declaration.effects;
  }

  /** Every class declaration, in the order of the cells. */
  *classes(): Generator<CodeDeclaration> {
    for (const declaration of this.#order.keys())
      if (declaration.kind === "class") yield declaration;
  }

  get effectImports(): string[] {
    return [...new Set(this.cells.flatMap((cell) => cell.effectImports))];
  }
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Two cells may import the same thing; anything else declared twice is ambiguous. */
function isSame(a: Declaration, b: Declaration | undefined): boolean {
  if (b === undefined || a === b) return true;
  return (
    a.kind === "import" &&
    b.kind === "import" &&
    a.specifier === b.specifier &&
    a.imported === b.imported
  );
}

function declaredTwice(name: string, a: Declaration, b: Declaration): CauceError {
  const where =
    a.place.cellId === b.place.cellId
      ? `twice in ${a.place.label} (lines ${a.place.line} and ${b.place.line})`
      : `twice: ${a.place.label} and ${b.place.label}`;
  return new CauceError(
    "declared-twice",
    `\`${name}\` is defined ${where}. Rename one, or delete one of them.`,
    {
      location: { place: b.place.label, line: b.place.line },
    },
  );
}

function notRead(name: string, label: string, [problem]: CellAnalysis["problems"]): CauceError {
  const { message, ...at } = problem ?? { message: "", line: 1, column: 1 };
  return new CauceError(
    "syntax-error",
    `\`${name}\` is defined in no cell that can be read, but named in ${label}, which has a syntax error in line ${at.line}: ${message}. Correct the line and try again.`,
    { location: { place: label, ...at } },
  );
}
