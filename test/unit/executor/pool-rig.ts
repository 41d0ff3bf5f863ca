import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { registerSource } from "../../../src/core/source-places.ts";
import type { ThreadOutcome } from "../../../src/executor/thread-messages.ts";
import { ThreadPool } from "../../../src/executor/thread-pool.ts";
import { builtFile } from "../../../src/pipeline/built-file.ts";
import { keepModule } from "../../../src/pipeline/kept-modules.ts";

interface TestOrder {
  readonly family: string;
  readonly module: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly log?: (text: string) => void;
}

/** Worker threads in a project of their own, with modules that are written by hand. */
export class PoolRig {
  readonly #root = mkdtempSync(path.join(tmpdir(), "cauce-pool-"));
  readonly #pool = new ThreadPool(
    {
      program: builtFile("pipeline/task-thread-program.js"),
      data: { root: this.#root, file: path.join(this.#root, "tasks.ts") },
      memoryMb: () => undefined,
      onStray: (text) => expect.unreachable(text),
      leastLoadingMs: 2_000,
    },
    1,
  );

  /** A module of cell 3, which is given `Task`; `code` ends with what it returns. */
  keep(code: string): string {
    registerSource("cauce:module-beside", [undefined, { place: "cell 3", line: 1 }]);
    const imports = { cauce: { kind: "library", url: "cauce" } } as const;
    const whole = `(async ({ cauce: { Task } }) => { ${code} })`;
    return keepModule({ name: "cauce:module-beside", code: whole, imports }, this.#root);
  }

  execute({ family, module, timeoutMs, signal, log }: TestOrder): Promise<ThreadOutcome> {
    return this.#pool.execute(
      { id: family, family, given: {}, module, timeoutMs },
      {
        signal: signal ?? new AbortController().signal,
        progress: () => undefined,
        log: (text) => log?.(text),
        demand: () => Promise.resolve(),
      },
    );
  }

  async close(): Promise<void> {
    await this.#pool.close();
    rmSync(this.#root, { recursive: true, force: true });
  }
}
