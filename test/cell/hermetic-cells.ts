import { Script } from "node:vm";
import { analyzeCell } from "../../src/cell/analyze-cell.ts";
import { CodeBase } from "../../src/cell/code-base.ts";
import { coverTask } from "../../src/cell/cover-task.ts";
import type { CodeDeclaration } from "../../src/cell/declaration.ts";
import { emitModule, wrapModule } from "../../src/cell/emit-module.ts";
import { defaultEmit } from "../../src/cell/emit-options.ts";
import { sliceTasks } from "../../src/cell/slice-task.ts";
import { registerSource } from "../../src/core/source-places.ts";
import * as library from "../../src/index.ts";
import { lowerSyntax } from "../../src/pipeline/lower-syntax.ts";

let count = 0;

/** Cells of which only the tasks' own modules are evaluated, as a run does it. Cells are called "cell 1" onwards. */
export class HermeticCells {
  readonly code: CodeBase;
  readonly #modules: Readonly<Record<string, unknown>>;

  constructor(sources: readonly string[], modules: Readonly<Record<string, unknown>> = {}) {
    this.code = new CodeBase(
      sources.map((source, at) =>
        analyzeCell({ id: `id-${at + 1}`, label: `cell ${at + 1}`, source }),
      ),
    );
    this.#modules = { cauce: library, ...modules };
  }

  declaration(name: string): CodeDeclaration {
    const found = this.code.find(name);
    if (found === undefined || found.kind === "import") throw new Error(`no cell declares ${name}`);
    return found;
  }

  /** The names of what a task's fingerprint covers, sorted, with the hash of each. */
  cover(name: string): {
    readonly hashes: Readonly<Record<string, string>>;
    readonly imports: readonly string[];
  } {
    const { declarations, imports } = coverTask(this.declaration(name), this.code);
    return {
      hashes: Object.fromEntries(
        declarations.map((declaration) => [declaration.name, declaration.hash]),
      ),
      imports,
    };
  }

  /** What the module of a task exports. */
  async load(name: string): Promise<Readonly<Record<string, unknown>>> {
    const emitted = emitModule(sliceTasks([this.declaration(name)], this.code));
    const { imports } = emitted;
    const { code, lines } = wrapModule(lowerSyntax(emitted, defaultEmit), emitted.exports);
    const filename = `cauce:hermetic-${++count}`;
    registerSource(filename, lines);
    const evaluate = new Script(code, { filename }).runInThisContext() as (
      imports: object,
      load: (name: string) => unknown,
    ) => Promise<Record<string, unknown>>;
    return evaluate(
      Object.fromEntries(imports.map((specifier) => [specifier, this.#module(specifier)])),
      async (specifier) => this.#module(specifier),
    );
  }

  #module(specifier: string): unknown {
    if (specifier in this.#modules) return this.#modules[specifier];
    throw new Error(`no module ${specifier}`);
  }
}
