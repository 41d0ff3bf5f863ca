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

/** The cells of a session as they were last run: what they declare now, whatever was declared before. */
export class NotebookCode {
  readonly #cells = new Map<
    string,
    { readonly analysis: CellAnalysis; readonly isNamed: boolean }
  >();
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
    // Of the cells that a console sends there is no end, and most leave nothing behind.
    if (cellId === undefined && isSpent(analysis)) this.#cells.delete(id);
    else this.#cells.set(id, { analysis, isNamed: cellId !== undefined });
    this.#codeBase = undefined;
  }

  /** Forgets all cells. */
  clear(): void {
    this.#cells.clear();
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
    return this.codeBase.declares(name);
  }

  /** Consoles and simple clients send no ids: a later definition stands for the earlier one. */
  #takeOver(analysis: CellAnalysis): void {
    const names = new Set(analysis.declarations.flatMap((declaration) => declaration.names));
    for (const [id, cell] of this.#cells) {
      if (cell.isNamed) continue;
      const declarations = cell.analysis.declarations.filter(
        (declaration) => !isReplaced(declaration, names),
      );
      const analysis = { ...cell.analysis, declarations };
      if (isSpent(analysis)) this.#cells.delete(id);
      else this.#cells.set(id, { ...cell, analysis });
    }
  }
}

/** Whether a cell says nothing about the code of others: it neither declares a name nor may change a value. */
function isSpent({ declarations, assignments, calls, effectImports }: CellAnalysis): boolean {
  return [declarations, assignments, calls, effectImports].every(({ length }) => length === 0);
}

function isReplaced(declaration: Declaration, names: ReadonlySet<string>): boolean {
  return declaration.names.some((name) => names.has(name));
}
