import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { analyzeCell } from "../../src/cell/analyze-cell.ts";
import { CodeBase } from "../../src/cell/code-base.ts";
import * as library from "../../src/index.ts";
import { Engine } from "../../src/pipeline/engine.ts";
import { openProject, type Project } from "../../src/pipeline/project.ts";
import type { Observation } from "../../src/plan/observation.ts";
import { Ledger } from "./ledger.ts";
import { edit, type Step, steps, worlds } from "./random-edits.ts";
import { cellsOf, compute, type World, wanted } from "./world.ts";

const home = mkdtempSync(path.join(tmpdir(), "cauce-property-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
let count = 0;

/** A real project in a folder of its own, and beside it the account of what a run must do. */
class Trial {
  readonly #folder = path.join(home, String(count++));
  readonly #log = path.join(this.#folder, "ran.log");
  readonly #ledger = new Ledger();
  readonly #project: Project;
  readonly #history: World[] = [];
  #world: World;

  constructor(world: World) {
    this.#world = world;
    mkdirSync(path.join(this.#folder, "data"), { recursive: true });
    writeFileSync(path.join(this.#folder, "package.json"), "{}");
    this.#writeInputs();
    this.#project = openProject({
      folder: this.#folder,
      library: async () => library,
      threads: false,
    });
  }

  async take(step: Step): Promise<void> {
    if (step.kind === "run")
      return this.run(
        step.target === undefined ? undefined : step.target % this.#world.nodes.length,
      );
    if (step.kind === "delete" || step.kind === "tamper")
      return this.#touchOutput(step.kind, step.at % this.#world.nodes.length);
    if (step.kind === "undo") this.#world = this.#history.pop() ?? this.#world;
    else {
      this.#history.push(this.#world);
      this.#world = edit(this.#world, step);
    }
    this.#writeInputs();
  }

  /** Runs, and holds the two promises: outputs are what recomputing gives, and nothing fresh ran. */
  async run(target: number | undefined): Promise<void> {
    const { engine, report } = await this.#runWith(target);
    const ended = report.tasks.filter(({ family }) => /^N\d/.test(family));
    expect(report.ok).toBe(true);
    const expected = this.#ledger.run(this.#world, target);
    expect(this.#takeLog()).toEqual(expected.ran);
    expect(ended.flatMap(({ id, status }) => (status === "succeeded" ? [id] : [])).sort()).toEqual(
      expected.ran,
    );
    expect(ended.flatMap(({ id, restored }) => (restored ? [id] : [])).sort()).toEqual(
      expected.restored,
    );
    const { plan } = await engine.plan(reference(target));
    expect(plan.staleCount).toBe(0);
    const values = compute(this.#world);
    for (const at of wanted(this.#world, target))
      expect([at, this.#read(plan.taskOf(`N${at}`))]).toEqual([at, values[at]]);
  }

  async close(): Promise<void> {
    await this.#project.close();
  }

  async #runWith(target: number | undefined) {
    const engine = this.#engine();
    const report = await engine.run(reference(target), { workers: 2 });
    return { engine, report };
  }

  #engine(): Engine {
    const analyses = cellsOf(this.#world, this.#log).map(({ id, source }, at) =>
      analyzeCell({ id, label: `cell ${at + 1}`, source }),
    );
    return new Engine(this.#project, new CodeBase(analyses));
  }

  async #touchOutput(kind: "delete" | "tamper", at: number): Promise<void> {
    const parameter = this.#world.nodes[at]?.parameter ?? 0;
    if (!this.#ledger.tamper(at, parameter, "by hand")) return;
    const { plan } = await this.#engine().plan({ family: `N${at}`, given: {} });
    const file = path.join(this.#folder, plan.taskOf(`N${at}`).outputs[0]?.path ?? "");
    if (kind === "tamper") writeFileSync(file, "by hand");
    else {
      unlinkSync(file);
      this.#ledger.remove(at, parameter);
    }
  }

  #read({ id, outputs }: Observation): string {
    const file = outputs[0]?.path;
    if (file === undefined) throw new Error(`${id} names no output`);
    return readFileSync(path.join(this.#folder, file), "utf8");
  }

  /** The tasks whose `run()` was called since the last time, from the file that they wrote it to. */
  #takeLog(): string[] {
    const ran = existsSync(this.#log) ? readFileSync(this.#log, "utf8").trim().split("\n") : [];
    rmSync(this.#log, { force: true });
    return ran.sort();
  }

  #writeInputs(): void {
    for (const [at, text] of this.#world.externals.entries())
      writeFileSync(path.join(this.#folder, "data", `e${at}.txt`), text);
  }
}

function reference(target: number | undefined): { family: string; given: object } {
  return { family: target === undefined ? "All" : `N${target}`, given: {} };
}

test("after any edits every output equals recomputing it, and nothing fresh ran", {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(worlds, steps, async (world, edits) => {
      const trial = new Trial(world);
      try {
        for (const step of edits) await trial.take(step);
        await trial.run(undefined);
      } finally {
        await trial.close();
      }
    }),
    { seed: 20261120, numRuns: 200, endOnFailure: false },
  );
});
