import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { RunOptions } from "../../src/pipeline/run-options.ts";
import type { Observation } from "../../src/plan/observation.ts";
import { EditedProject, makeHome } from "./edited-project.ts";
import { type Step, steps, worlds } from "./random-edits.ts";
import type { World } from "./world.ts";
import { reference } from "./world-code.ts";

const home = makeHome();
afterAll(() => rmSync(home, { recursive: true, force: true }));
let count = 0;

/** Runs of a project, held against the account of what they must do. */
class Trial {
  readonly project: EditedProject;

  constructor(world: World) {
    this.project = new EditedProject(path.join(home, String(count++)), world);
  }

  async take(step: Step): Promise<void> {
    if (step.kind === "run")
      return this.run(
        step.target === undefined ? undefined : step.target % this.project.world.nodes.length,
      );
    if (step.kind === "cancelled-run" || step.kind === "failed-run")
      return this.runInto(step.kind, step.at);
    return this.project.edit(step);
  }

  /** Runs, and holds the two promises: outputs are what recomputing gives, and nothing fresh ran. */
  async run(target: number | undefined): Promise<void> {
    const { world, ledger } = this.project;
    const report = await this.project.engine().run(reference(target), { workers: 2 });
    const ended = report.tasks.filter(({ family }) => /^N\d/.test(family));
    expect(report.ok).toBe(true);
    const expected = ledger.run(world, target);
    expect(this.project.takeLog()).toEqual(expected.ran);
    expect(ended.flatMap(({ id, status }) => (status === "succeeded" ? [id] : [])).sort()).toEqual(
      expected.ran,
    );
    expect(ended.flatMap(({ id, restored }) => (restored ? [id] : [])).sort()).toEqual(
      expected.restored,
    );
    await this.project.assertUpToDate(target);
  }

  /** A run that comes to no good end: what ended in it counts, and what did not counts for nothing. */
  async runInto(kind: "cancelled-run" | "failed-run", at: number): Promise<void> {
    const { world, ledger, log } = this.project;
    const controller = new AbortController();
    const mark = `${log}.fail-N${at % world.nodes.length}`;
    if (kind === "failed-run") writeFileSync(mark, "");
    let events = 0;
    const { plan, report } = await this.#planAndRun({
      signal: controller.signal,
      onEvent: () => {
        if (kind === "cancelled-run" && events++ === at) controller.abort();
      },
    });
    rmSync(mark, { force: true });
    this.project.takeLog();
    const ended = new Map<number, string>();
    for (const { family, status, restored } of report.tasks)
      if (/^N\d/.test(family) && (status === "fresh" || status === "succeeded"))
        ended.set(Number(family.slice(1)), restored ? "restore" : howOf(status));
    const fileOf = (position: number) => this.#readQuietly(plan.taskOf(`N${position}`));
    const expected = ledger.endEarly(world, new Set(ended.keys()), fileOf);
    expect([...ended].sort(byPosition)).toEqual([...expected].sort(byPosition));
  }

  async #planAndRun(options: RunOptions) {
    const engine = this.project.engine();
    const planned = await engine.plan(reference(undefined));
    const report = await engine.runPlanned(planned, { ...options, workers: 2 });
    return { plan: planned.plan, report };
  }

  #readQuietly(task: Observation): string | undefined {
    try {
      return this.project.read(task);
    } catch {
      return undefined;
    }
  }
}

function howOf(status: string): string {
  return status === "succeeded" ? "run" : "fresh";
}

function byPosition([a]: readonly [number, string], [b]: readonly [number, string]): number {
  return a - b;
}

test("after any edits every output equals recomputing it, and nothing fresh ran", {
  timeout: 1_200_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(worlds, steps, async (world, edits) => {
      const trial = new Trial(world);
      await using _ = trial.project;
      for (const step of edits) await trial.take(step);
      await trial.run(undefined);
    }),
    { seed: 20261120, numRuns: 2_000, endOnFailure: false },
  );
});
