import { Script } from "node:vm";
import { analyzeCell } from "../../src/cell/analyze-cell.ts";
import { convertCell, importFunction } from "../../src/cell/convert-cell.ts";
import { defaultEmit } from "../../src/cell/emit-options.ts";
import { readCell } from "../../src/cell/read-cell.ts";
import { registerSource } from "../../src/core/source-places.ts";
import { lowerSyntax } from "../../src/pipeline/lower-syntax.ts";

/** Cells that are run one after the other for real, as a session runs them: converted, and sharing their names. */
export class LiveCells {
  readonly exports: Record<string, unknown> = {};
  readonly #declared = new Set<string>();
  readonly #modules: Readonly<Record<string, unknown>>;
  #count = 0;

  constructor(modules: Readonly<Record<string, unknown>> = {}) {
    this.#modules = modules;
  }

  /** Runs a cell; resolves with the value of its last expression. */
  async run(source: string): Promise<unknown> {
    const { problems, lastValue, declares, ...converted } = convertCell(readCell(source), (name) =>
      this.#declared.has(name),
    );
    if (problems.length > 0)
      throw new SyntaxError(problems.map(({ message }) => message).join("; "));
    for (const name of declares) this.#declared.add(name);
    for (const { names } of analyzeCell({ id: "a", label: "cell", source }).declarations)
      for (const name of names) this.#declared.add(name);
    const filename = `cauce:live-${++this.#count}`;
    const origins = converted.lines.map((line, at) => ({
      place: `cell ${this.#count}`,
      line,
      columns: converted.columns[at] ?? [],
    }));
    const { code, lines } = lowerSyntax({ ...converted, lines: origins }, defaultEmit);
    registerSource(filename, lines);
    const wrapped = `(async function (exports, require) { ${code}\n})`;
    const evaluate = new Script(wrapped, { filename }).runInThisContext() as (
      exports: object,
      require: undefined,
    ) => Promise<void>;
    Object.assign(globalThis, {
      [importFunction]: async (specifier: string) => this.#import(specifier),
    });
    await evaluate(this.exports, undefined);
    if (lastValue === undefined) return undefined;
    const value = this.exports[lastValue];
    delete this.exports[lastValue];
    return value;
  }

  #import(specifier: string): unknown {
    if (specifier in this.#modules) return this.#modules[specifier];
    throw new Error(`no module ${specifier}`);
  }
}
