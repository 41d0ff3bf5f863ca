import { begunFunction, importFunction } from "../cell/convert-cell.ts";
import type { EmitOptions } from "../cell/emit-options.ts";

import type { Namespace } from "../pipeline/namespace.ts";
import type { ProjectModules } from "../pipeline/open-modules.ts";
import { CellConverter } from "./cell-converter.ts";
import type { Language } from "./language/language.ts";
import type { NotebookCode } from "./notebook-code.ts";
import { currentExecution } from "./publisher.ts";
import { createTslabExecutor, loadTslab, type TslabExecutor } from "./tslab-executor.ts";

export interface EvaluatorOptions {
  readonly project: ProjectModules;
  readonly code: NotebookCode;
  readonly language: Language;
  readonly emit: () => EmitOptions;
  /** Resolves when the runs that were asked for have begun. */
  readonly runsBegun: () => Promise<void>;
}

/** Runs TypeScript among the variables of the cells, with tslab's executor. */
export class Evaluator {
  readonly converter: CellConverter;
  readonly #executor: TslabExecutor;
  #value: { readonly value: unknown } | undefined;
  #thrown: { readonly error: unknown } | undefined;
  #expressions = 0;

  constructor({ project, code, language, emit, runsBegun }: EvaluatorOptions) {
    this.converter = new CellConverter(code, language, emit);
    this.#executor = createTslabExecutor(project.root, this.converter, {
      log: (boxed) => {
        this.#value = { value: Array.isArray(boxed) ? boxed[0] : undefined };
      },
      error: (error) => {
        this.#thrown ??= { error };
      },
    });
    Object.assign(globalThis, {
      [begunFunction]: runsBegun,
      [importFunction]: Object.assign(
        (specifier: unknown) => importForCell(project, String(specifier)),
        { meta: project.loader.meta },
      ),
    });
  }

  /** The variables of the cells, by their names. */
  get locals(): TslabExecutor["locals"] {
    return this.#executor.locals;
  }

  /** Gives the value of the last statement, for the cell that the converter has taken. Rejects with what the code throws. */
  async evaluate(source: string): Promise<unknown> {
    this.#value = undefined;
    this.#thrown = undefined;
    const ok = await this.#executor.execute(source);
    // Each cell is raced against one promise of tslab's, which holds all of them until it is renewed.
    this.#executor.interrupt();
    if (!ok) throw this.#takeThrown();
    return this.#takeValue();
  }

  /** Evaluates an expression that no cell keeps. `label` is what errors call it; they show no code that is made up. */
  evaluateExpression(source: string, label: string, isMadeUp = false): Promise<unknown> {
    const file = `cauce:expression-${++this.#expressions}`;
    const ignore = () => {};
    const unkept = { cellId: undefined, isMadeUp, onWarning: ignore, onCode: ignore };
    this.converter.take({ ...unkept, label, file });
    return this.evaluate(`(${source}\n)`);
  }

  interrupt(): void {
    this.#executor.interrupt();
  }

  close(): void {
    this.#executor.close();
  }

  #takeThrown(): unknown {
    const held: { readonly error: unknown } | undefined = this.#thrown;
    this.#thrown = undefined;
    return held?.error;
  }

  /** A cell that ends in a promise shows what it resolves to. */
  async #takeValue(): Promise<unknown> {
    const held: { readonly value: unknown } | undefined = this.#value;
    this.#value = undefined;
    return held?.value;
  }
}

/** What an import in a cell gives. tslab's own displays go to whoever runs. */
function importForCell(project: ProjectModules, specifier: string): Promise<Namespace> {
  if (specifier !== "tslab") return project.loader.import(specifier);
  const tslab = loadTslab(({ data, transient }, update) => {
    const publisher = currentExecution()?.publisher;
    const id = transient?.display_id;
    if (update && id !== undefined) publisher?.updateDisplayData(data, id);
    else publisher?.displayData(data, id);
  });
  return Promise.resolve({ ...tslab, default: tslab });
}
