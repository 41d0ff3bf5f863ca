import { analyzeCell } from "../cell/analyze-cell.ts";
import { CodeBase, type ImportsTask } from "../cell/code-base.ts";
import type { CellAnalysis, Declaration } from "../cell/declaration.ts";
import type { EmitOptions } from "../cell/emit-options.ts";
import type { CellProgram } from "../cell/read-cell.ts";

export interface CellInNotebook {
  readonly cellId: string | undefined;
  /** "cell 4" */
  readonly label: string;
  readonly source: string;
  readonly program?: CellProgram;
}

interface KnownCell {
  readonly analysis: CellAnalysis;
  readonly isNamed: boolean;
}

/** The cells of a session as they were last run: what they declare now, whatever was declared before. */
export class NotebookCode {
  readonly #cells = new Map<string, KnownCell>();
  /** By name the ids of the cells that declare it: a session has many cells, and each asks for names. */
  readonly #declaring = new Map<string, Set<string>>();
  readonly #importsTask: ImportsTask;
  readonly #emit: () => EmitOptions;
  #codeBase: CodeBase | undefined;

  constructor(importsTask: ImportsTask, emit: () => EmitOptions) {
    this.#importsTask = importsTask;
    this.#emit = emit;
  }

  /** What a cell's code says; nothing is kept. `program` is the cell's, where it is read already. */
  analyze({ cellId, label, source, program }: CellInNotebook): CellAnalysis {
    const emit = this.#emit();
    return analyzeCell({ id: cellId ?? label, label, source, emit }, program);
  }

  /** Takes a cell in; one that was run before is replaced. A cell without an id replaces the names that it declares again. */
  put(cellId: string | undefined, analysis: CellAnalysis): void {
    const id = analysis.cellId;
    if (cellId === undefined) this.#takeOver(analysis);
    this.#set(id, { analysis, isNamed: cellId !== undefined });
    this.#codeBase = undefined;
  }

  /** Forgets all cells. */
  clear(): void {
    this.#cells.clear();
    this.#declaring.clear();
    this.#codeBase = undefined;
  }

  get codeBase(): CodeBase {
    this.#codeBase ??= new CodeBase(
      [...this.#cells.values()].map(({ analysis }) => analysis),
      this.#importsTask,
    );
    return this.#codeBase;
  }

  declares(name: string): boolean {
    return this.#declaring.has(name);
  }

  /** Consoles and simple clients send no ids: a later definition stands for the earlier one. */
  #takeOver(analysis: CellAnalysis): void {
    const names = new Set(namesIn(analysis));
    const ids = new Set([...names].flatMap((name) => [...(this.#declaring.get(name) ?? [])]));
    for (const id of ids) {
      const cell = this.#cells.get(id);
      if (cell === undefined || cell.isNamed) continue;
      const declarations = cell.analysis.declarations.filter(
        (declaration) => !isReplaced(declaration, names),
      );
      this.#set(id, { ...cell, analysis: { ...cell.analysis, declarations } });
    }
  }

  /** Of a console's cells there is no end, and most leave nothing behind. */
  #set(id: string, cell: KnownCell): void {
    const before = this.#cells.get(id);
    for (const name of before === undefined ? [] : namesIn(before.analysis)) this.#drop(name, id);
    if (!cell.isNamed && isSpent(cell.analysis)) {
      this.#cells.delete(id);
      return;
    }
    this.#cells.set(id, cell);
    for (const name of namesIn(cell.analysis)) {
      const ids = this.#declaring.get(name);
      if (ids === undefined) this.#declaring.set(name, new Set([id]));
      else ids.add(id);
    }
  }

  #drop(name: string, id: string): void {
    const ids = this.#declaring.get(name);
    ids?.delete(id);
    if (ids?.size === 0) this.#declaring.delete(name);
  }
}

function namesIn({ declarations }: CellAnalysis): string[] {
  return declarations.flatMap(({ names }) => names);
}

/** Whether a cell says nothing about the code of others: it neither declares a name nor may change a value. */
function isSpent({ declarations, assignments, calls, effectImports }: CellAnalysis): boolean {
  return [declarations, assignments, calls, effectImports].every(({ length }) => length === 0);
}

function isReplaced(declaration: Declaration, names: ReadonlySet<string>): boolean {
  return declaration.names.some((name) => names.has(name));
}
