import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { TemporaryProject } from "./temporary-project.ts";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.close());

const cells = [
  'import { Task, text, WrapperTask, z } from "cauce";',
  `class Fine extends Task.with({ n: z.int(), part: z.int() }) {
    output() { return text("fine-" + this.part + ".txt"); }
    async run() {
      await new Promise((resolve) => setTimeout(resolve, this.part));
      await this.output().write(this.n + " " + this.part);
    }
  }`,
  `class Dies extends Task.with({ n: z.int(), how: z.enum(["exit", "stray", "forgotten", "memory", "loop"]) }) {
    timeoutMs = this.how === "loop" ? 30 : undefined;
    output() { return text("never.txt"); }
    async run() {
      if (this.how === "exit") process.exit(this.n % 256);
      if (this.how === "stray") setImmediate(() => { throw new Error("stray"); });
      if (this.how === "forgotten") Promise.reject(new Error("forgotten"));
      if (this.how === "loop") for (;;);
      if (this.how === "memory") for (const all = []; ; ) all.push(new Array(100_000).fill(this.n + 0.5));
      await new Promise(() => setTimeout(() => {}, 60_000));
    }
  }`,
  `class Asks extends Task.with({ n: z.int() }) {
    output() { return text("asks.txt"); }
    async *run() { yield new Fine({ n: this.n, part: 9 }); await this.output().write(String(this.n)); }
  }`,
  `class All extends WrapperTask.with({ n: z.int(), how: z.string() }) {
    requires() {
      const good = [new Fine({ n: this.n, part: 0 }), new Asks({ n: this.n }), new Fine({ n: this.n, part: 2 })];
      return this.how === "none" ? good : [new Dies({ n: this.n, how: this.how }), ...good];
    }
  }`,
];
const codes: Readonly<Record<string, string | undefined>> = {
  exit: "process-exit",
  memory: "out-of-memory",
  loop: "timeout",
};

/** The same numbers each time (Park and Miller, 1988). */
function* randomFrom(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

test("in 500 runs in which threads die at random, each task ends as it should", async () => {
  project.write("cauce.config.json", '{ "workerMemoryMb": 32 }');
  const random = randomFrom(20_261_121);
  const engine = project.engine(cells);
  for (let n = 0; n < 500; n++) {
    const chance = random.next().value;
    const how =
      chance < 0.06 ? "exit" : chance < 0.1 ? "stray" : chance < 0.14 ? "forgotten" : "none";
    const rare = n % 125 === 60 ? "memory" : n % 125 === 100 ? "loop" : how;
    const report = await engine.run({ family: "All", given: { n, how: rare } }, { workers: 2 });
    const found = Object.fromEntries(
      report.tasks.map(({ id, status, error }) => [id, error?.code ?? error?.message ?? status]),
    );
    const good = {
      [`Fine(n=${n},part=0)`]: "succeeded",
      [`Fine(n=${n},part=2)`]: "succeeded",
      [`Fine(n=${n},part=9)`]: "succeeded",
      [`Asks(n=${n})`]: "succeeded",
    };
    expect(found).toEqual(
      rare === "none"
        ? { ...good, [`All(n=${n},how=none)`]: "succeeded" }
        : {
            ...good,
            [`Dies(n=${n},how=${rare})`]: codes[rare] ?? rare,
            [`All(n=${n},how=${rare})`]: "blocked",
          },
    );
    expect([project.read("fine-2.txt"), project.read("asks.txt")]).toEqual([`${n} 2`, String(n)]);
  }
  expect(project.threadCount).toBeLessThanOrEqual(Math.max(2, availableParallelism()));
}, 900_000);

test("a thousand runs in one process keep neither threads nor memory", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const engine = project.engine(cells);
  const heldMb: number[] = [];
  for (let n = 0; n < 1_000; n++) {
    const given = { n: n % 10, how: "none" };
    await engine.run({ family: "All", given }, { workers: 2, force: n % 10 < 2 });
    if (n % 250 !== 249) continue;
    collect();
    heldMb.push(process.memoryUsage().heapUsed / 1e6);
  }
  expect(project.threadCount).toBeLessThanOrEqual(Math.max(2, availableParallelism()));
  // The first reading is behind the warm-up; a leak of one module or graph a run would be far more.
  expect((heldMb.at(-1) ?? 0) - (heldMb[0] ?? 0)).toBeLessThan(4);
}, 900_000);
