import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { analyzeCell } from "../../../src/cell/analyze-cell.ts";
import { CodeBase } from "../../../src/cell/code-base.ts";
import type { CheckpointStore } from "../../../src/core/checkpoint-store.ts";
import type { ThreadPool } from "../../../src/executor/thread-pool.ts";
import * as library from "../../../src/index.ts";
import { Engine } from "../../../src/pipeline/engine.ts";
import { openProject, type Project } from "../../../src/pipeline/project.ts";
import type { RunOptions } from "../../../src/pipeline/run-options.ts";
import type { RunReport } from "../../../src/pipeline/run-report.ts";

/** A real project in a temporary folder, with the real engine and record; its code is given with each run. */
export class TemporaryProject {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "cauce-pipeline-"));
  readonly #project: Project;

  constructor() {
    writeFileSync(path.join(this.#folder, "package.json"), "{}");
    this.#project = openProject({ folder: this.#folder, library: async () => library });
  }

  /** The worker threads. */
  get threads(): ThreadPool {
    const { threads } = this.#project;
    if (threads === undefined) throw new Error("the project was opened without threads");
    return threads;
  }

  get store(): CheckpointStore {
    return this.#project.store;
  }

  get threadCount(): number {
    return this.threads.size;
  }

  engine(cells: readonly string[]): Engine {
    const analyses = cells.map((source, at) =>
      analyzeCell({ id: `id-${at + 1}`, label: `cell ${at + 1}`, source }),
    );
    return new Engine(this.#project, new CodeBase(analyses));
  }

  run(cells: readonly string[], family: string, options: RunOptions = {}): Promise<RunReport> {
    return this.engine(cells).run({ family, given: {} }, options);
  }

  path(file: string): string {
    return path.join(this.#folder, file);
  }

  /** The text of a file of the project; undefined where there is none. */
  read(file: string): string | undefined {
    const found = this.path(file);
    return existsSync(found) ? readFileSync(found, "utf8") : undefined;
  }

  /** What stands in its folder. */
  names(): string[] {
    return readdirSync(this.#folder).sort();
  }

  write(file: string, text: string): void {
    writeFileSync(this.path(file), text);
  }

  async close(): Promise<void> {
    await this.#project.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
