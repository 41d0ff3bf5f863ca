import { rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomNumbers } from "../e2e/random-numbers.ts";
import { EditedProject, makeHome } from "./edited-project.ts";
import { buildRacer, Racer } from "./racer.ts";
import { type Step, steps, worlds } from "./random-edits.ts";
import type { World } from "./world.ts";

const home = makeHome();
let program: Awaited<ReturnType<typeof buildRacer>>;
let racers: readonly [Racer, Racer];
beforeAll(async () => {
  program = await buildRacer();
  racers = [new Racer(program.file), new Racer(program.file)];
});
afterAll(async () => {
  await Promise.all(racers.map((racer) => racer.kill()));
  program.remove();
  rmSync(home, { recursive: true, force: true });
});

/** Says who runs it, and takes long enough for the other one to come by. */
const note = `appendFileSync(log, process.pid + " " + name + "\\n"); await new Promise((done) => setTimeout(done, 10));`;
const longestDelayMs = 8;
const latestKillMs = 60;

/** How often the races were what they are meant to be. */
const seen = { shared: 0, killedAtWork: 0 };
let count = 0;

class Race {
  readonly project: EditedProject;
  readonly #random: () => number;

  constructor(world: World, seed: number) {
    this.project = new EditedProject(path.join(home, String(count++)), world, note);
    this.#random = randomNumbers(seed);
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case "run":
        return this.run({ target: step.target, isKilled: false });
      case "cancelled-run":
      case "failed-run":
        // So that there is work to be killed at.
        await this.project.edit({ kind: "factor", at: 0, value: step.at });
        return this.run({ target: undefined, isKilled: true });
      default:
        return this.project.edit(step);
    }
  }

  /** Both run at once: the first all that there is, the second perhaps a part of it, and perhaps not to its end. */
  async run(second: { target: number | undefined; isKilled: boolean }): Promise<void> {
    const { world, ledger } = this.project;
    const target = second.target === undefined ? undefined : second.target % world.nodes.length;
    await Promise.all(racers.map((racer) => racer.start()));
    const first = this.#start(racers[0], undefined);
    const further = this.#start(racers[1], target);
    const kill = second.isKilled ? this.#kill(racers[1], further) : undefined;
    const [answer, other, killed] = await Promise.all([first, further, kill]);
    expect(answer).toEqual({ ok: true });
    if (!second.isKilled) expect(other).toEqual({ ok: true });
    this.#assertEachRanOnce(ledger.run(world, undefined).ran, killed);
    await this.project.assertUpToDate(undefined);
  }

  #assertEachRanOnce(expected: readonly string[], killed: number | undefined): void {
    const lines = this.project.takeLog().map((line) => line.split(" "));
    const byLiving = lines.flatMap(([pid, name = ""]) => (Number(pid) === killed ? [] : [name]));
    const byAll = [...new Set(lines.map(([, name = ""]) => name))].sort();
    expect(byAll).toEqual(expected);
    expect(byLiving.sort()).toEqual([...new Set(byLiving)]);
    if (new Set(lines.map(([pid]) => pid)).size === 2) seen.shared++;
    if (byLiving.length < lines.length) seen.killedAtWork++;
  }

  async #start(racer: Racer, target: number | undefined) {
    await sleep(longestDelayMs * this.#random());
    const { folder, world, log } = this.project;
    return racer.run({ folder, world, log, note, target });
  }

  /** Resolves with the number of the process that was killed. */
  async #kill(racer: Racer, run: Promise<unknown>): Promise<number | undefined> {
    const { pid } = racer;
    // By the clock alone, a busy machine would be killed before its first task each time.
    if (this.#random() < 0.5) await this.#untilAtWork(pid, run);
    else await sleep(latestKillMs * this.#random());
    await racer.kill();
    return pid;
  }

  /** Resolves when the process has begun a task, or its run is over. */
  async #untilAtWork(pid: number | undefined, run: Promise<unknown>): Promise<void> {
    let isOver = false;
    const end = run.finally(() => {
      isOver = true;
    });
    while (!isOver && !this.project.readLog().some((line) => line.startsWith(`${pid} `)))
      await sleep(1);
    if (isOver) await end;
  }
}

test("two processes on one project at once run each stale task once, also when one is killed", {
  timeout: 900_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(worlds, steps, fc.nat(), async (world, edits, seed) => {
      const race = new Race(world, seed);
      await using _ = race.project;
      for (const step of edits) await race.take(step);
      await race.run({ target: undefined, isKilled: false });
    }),
    { seed: 20261122, numRuns: 60, endOnFailure: true },
  );
  expect(seen.shared).toBeGreaterThan(5);
  expect(seen.killedAtWork).toBeGreaterThan(2);
});
