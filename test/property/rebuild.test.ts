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
import type { RunOptions } from "../../src/pipeline/run-options.ts";
import type { Observation } from "../../src/plan/observation.ts";
import { Ledger } from "./ledger.ts";
import { edit, type Step, steps, worlds } from "./random-edits.ts";
import { cellsOf, compute, type World, wanted } from "./world.ts";

/** In memory where there is such a folder: the disk is not what is tested here, and costs the most. */
const memory = "/dev/shm";
const home = mkdtempSync(path.join(existsSync(memory) ? memory : tmpdir(), "cauce-property-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
let count = 0;
/** An analysis is a value of its cell alone, and most cells stay from one run to the next. */
const analyses = new Map<string, ReturnType<typeof analyzeCell>>();

function analyze(id: string, label: string, source: string): ReturnType<typeof analyzeCell> {
  const key = JSON.stringify([id, label, source]);
  const known = analyses.get(key) ?? analyzeCell({ id, label, source });
  if (analyses.size > 20_000) analyses.clear();
  analyses.set(key, known);
  return known;
}

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
    if (step.kind === "cancelled-run" || step.kind === "failed-run")
      return this.runInto(step.kind, step.at);
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

  /** A run that comes to no good end: what ended in it counts, and what did not counts for nothing. */
  async runInto(kind: "cancelled-run" | "failed-run", at: number): Promise<void> {
    const controller = new AbortController();
    const mark = `${this.#log}.fail-N${at % this.#world.nodes.length}`;
    if (kind === "failed-run") writeFileSync(mark, "");
    let events = 0;
    const { plan, report } = await this.#planAndRun({
      signal: controller.signal,
      onEvent: () => {
        if (kind === "cancelled-run" && events++ === at) controller.abort();
      },
    });
    rmSync(mark, { force: true });
    this.#takeLog();
    const ended = new Map<number, string>();
    for (const { family, status, restored } of report.tasks)
      if (/^N\d/.test(family) && (status === "fresh" || status === "succeeded"))
        ended.set(Number(family.slice(1)), restored ? "restore" : howOf(status));
    const fileOf = (position: number) => this.#readQuietly(plan.taskOf(`N${position}`));
    const expected = this.#ledger.endEarly(this.#world, new Set(ended.keys()), fileOf);
    expect([...ended].sort(byPosition)).toEqual([...expected].sort(byPosition));
  }

  async close(): Promise<void> {
    await this.#project.close();
  }

  /** Two thousand folders at the end would be a long wait. */
  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }

  async #planAndRun(options: RunOptions) {
    const engine = this.#engine();
    const planned = await engine.plan(reference(undefined));
    const report = await engine.runPlanned(planned, { ...options, workers: 2 });
    return { plan: planned.plan, report };
  }

  async #runWith(target: number | undefined) {
    const engine = this.#engine();
    const report = await engine.run(reference(target), { workers: 2 });
    return { engine, report };
  }

  #engine(): Engine {
    const cells = cellsOf(this.#world, this.#log).map(({ id, source }, at) =>
      analyze(id, `cell ${at + 1}`, source),
    );
    return new Engine(this.#project, new CodeBase(cells));
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

  #readQuietly(task: Observation): string | undefined {
    try {
      return this.#read(task);
    } catch {
      return undefined;
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

function howOf(status: string): string {
  return status === "succeeded" ? "run" : "fresh";
}

function byPosition([a]: readonly [number, string], [b]: readonly [number, string]): number {
  return a - b;
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
        trial.remove();
      }
    }),
    { seed: 20261120, numRuns: 2_000, endOnFailure: false },
  );
});
