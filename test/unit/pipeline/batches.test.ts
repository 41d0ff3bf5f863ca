import { afterEach, beforeEach, expect, test } from "vitest";
import type { RunEvent } from "../../../src/core/event.ts";
import type { RunOptions } from "../../../src/pipeline/run-options.ts";
import type { RunReport } from "../../../src/pipeline/run-report.ts";
import { SteppedView } from "../../../src/pipeline/stepped-view.ts";
import { viewDag } from "../../../src/pipeline/view-dag.ts";
import { TemporaryProject } from "./temporary-project.ts";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.close());

const imports = `import { Task, text, WrapperTask, z } from "cauce";
import { appendFileSync } from "node:fs";
import { threadId } from "node:worker_threads";`;
const writeAll =
  'await Promise.all(tasks.map((task) => task.output().write(task.table + " " + task.day)));';
/** Writes one file a day; each batch is noted in LOG. */
const square = (body: string, more = "") => `class Day extends Task.with({
  table: z.string().default("t"),
  day: z.int().meta({ batched: true }),
}) {
  ${more}
  output() { return text(\`\${this.table}-\${this.day}.txt\`); }
  static async runBatch(tasks: readonly Day[]) {
    appendFileSync("LOG", tasks.map(({ table, day }) => table + day).join(" ") + "\\n");
    ${body}
  }
}`;
const all = (days: number, tables = ["t"]) => `class All extends WrapperTask {
  requires() { return ${JSON.stringify(tables)}.flatMap((table) => Array.from({ length: ${days} }, (_, day) => new Day({ table, day }))); }
}`;

function run(cells: readonly string[], options: RunOptions = {}): Promise<RunReport> {
  const located = cells.map((cell) => cell.replace("LOG", project.path("batches.log")));
  return project.run([imports, ...located], "All", { workers: 2, ...options });
}

/** The batches since the last time, each as its tasks. */
function batches(): string[][] {
  const log = project.read("batches.log") ?? "";
  project.write("batches.log", "");
  return log
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split(" ").sort());
}

const endsOf = ({ tasks }: RunReport) =>
  Object.fromEntries(tasks.filter(({ id }) => id !== "All").map(({ id, status }) => [id, status]));
const errorOf = ({ tasks }: RunReport, id: string) => tasks.find((task) => task.id === id)?.error;

test("a picture knows of each task with how many it shared its attempt", async () => {
  const engine = project.engine([
    imports,
    square("if (tasks.length < 3) return; await tasks[0]?.output().write('first');").replace(
      "LOG",
      project.path("batches.log"),
    ),
    all(3),
  ]);
  const planned = await engine.plan({ family: "All", given: {} });
  const stepped = new SteppedView(viewDag(planned));
  const onEvent = (event: RunEvent) => {
    stepped.step(event);
  };
  await engine.runPlanned(planned, { onEvent });
  const days = stepped.view.nodes.filter(({ family }) => family === "Day");
  expect(days.map(({ state, batch }) => [state, batch])).toEqual([
    ["succeeded", 3],
    ["failed", 3],
    ["failed", 3],
  ]);
});

test("each task of a batch is recorded by itself: only what is stale runs again", async () => {
  const cells = [square(writeAll), all(4)];
  expect((await run(cells)).summary).toMatchObject({ ran: 5, failed: 0 });
  expect(batches()).toEqual([["t0", "t1", "t2", "t3"]]);
  expect(project.read("t-2.txt")).toBe("t 2");

  expect((await run(cells)).summary).toMatchObject({ ran: 0, fresh: 5 });
  project.write("t-1.txt", "by hand");
  project.write("t-3.txt", "by hand");
  await run(cells);
  expect(batches()).toEqual([["t1", "t3"]]);
  expect(project.read("t-1.txt")).toBe("t 1");
});

test("a change of `runBatch` runs its tasks again, and an undone one brings them back", async () => {
  const [now, before] = [
    [square(writeAll), all(3)],
    [square(`${writeAll} void 0;`), all(3)],
  ];
  await run(before);
  batches();
  const report = await run(now);
  expect(report.tasks.find(({ id }) => id === "Day(day=1)")?.reasons).toMatchObject([
    { kind: "code-changed" },
  ]);
  expect(batches()).toEqual([["t0", "t1", "t2"]]);
  expect((await run(before)).summary).toMatchObject({ ran: 0 });
  expect(batches()).toEqual([]);
});

test("only parameters that say so may differ in a batch, and `maxBatchSize` bounds it", async () => {
  await run([square(writeAll, "static maxBatchSize = 2;"), all(3, ["a", "b"])]);
  expect(batches().sort()).toEqual([["a0", "a1"], ["a2"], ["b0", "b1"], ["b2"]]);
});

test("a task on its own is a batch of one, also when it is called by hand", async () => {
  await run([square(writeAll), all(1)]);
  expect(batches()).toEqual([["t0"]]);
  const byHand =
    "class Hand extends Task {\n  output() { return text(this); }\n  async run() { await new Day({ day: 7 }).run(); await this.output().write(''); }\n}";
  const hand = [
    square(writeAll),
    byHand,
    "class All extends WrapperTask { requires() { return new Hand(); } }",
  ];
  expect(await run(hand)).toMatchObject({ ok: true });
  expect(project.read("t-7.txt")).toBe("t 7");
});

test("a batch runs in one thread, or in this process where its class says so", async () => {
  const body = "await Promise.all(tasks.map((task) => task.output().write(String(threadId))));";
  await run([square(body), all(3)]);
  const threads = new Set([0, 1, 2].map((day) => project.read(`t-${day}.txt`)));
  expect([...threads]).toEqual([expect.stringMatching(/^[1-9]/)]);
  await run([square(body, 'static executor = "in-process";'), all(3)]);
  const here = (await import("node:worker_threads")).threadId;
  expect(project.read("t-0.txt")).toBe(String(here));
});

test("the time of a batch is shared by its tasks, also by one that has failed", async () => {
  const body = `const until = performance.now() + 50; while (performance.now() < until);
    return Promise.allSettled(tasks.map(async (task) => { if (task.day === 1) throw new Error("no"); await task.output().write("fine"); }));`;
  const report = await run([square(body), all(2)]);
  const [first, second] = [0, 1].map((day) =>
    report.tasks.find(({ id }) => id === `Day(day=${day})`),
  );
  expect([first?.status, second?.status]).toEqual(["succeeded", "failed"]);
  expect(second?.ms).toBe(first?.ms);
});

test.each(["", 'static executor = "in-process";'])(
  "a task that was rejected or left its output unwritten has failed, and the others count %s",
  async (more) => {
    const body = `return Promise.allSettled(tasks.map(async (task) => {
      if (task.day === 1) throw new RangeError("no such day");
      if (task.day !== 2) await task.output().write("fine");
    }));`;
    const report = await run([square(body, more), all(4)]);
    expect(endsOf(report)).toEqual({
      "Day(day=0)": "succeeded",
      "Day(day=1)": "failed",
      "Day(day=2)": "failed",
      "Day(day=3)": "succeeded",
    });
    expect(errorOf(report, "Day(day=1)")).toMatchObject({
      name: "RangeError",
      message: "no such day",
      place: "cell 2",
      line: 10,
    });
    expect(errorOf(report, "Day(day=2)")).toMatchObject({ code: "output-not-written" });
    batches();
    await run([square(body, more), all(4)]);
    expect(batches()).toEqual([["t1", "t2"]]);
  },
);

test("what throws fails all, and each is tried again on its own", async () => {
  const body = `if (tasks.some(({ day }) => day === 1)) throw new Error("poison"); ${writeAll}`;
  const report = await run([square(body, "retries = 1;"), all(3)]);
  expect(endsOf(report)).toEqual({
    "Day(day=0)": "succeeded",
    "Day(day=1)": "failed",
    "Day(day=2)": "succeeded",
  });
  expect(batches().sort()).toEqual([["t0"], ["t0", "t1", "t2"], ["t1"], ["t2"]]);
});

test.each([
  ["process.exit(3);", "", "process-exit"],
  ["for (;;);", "timeoutMs = 100;", "timeout"],
] as const)("what ends the thread (%s) fails its batch, and names it", async (body, more, code) => {
  const report = await run([square(body, more), all(3)]);
  expect(report.summary).toMatchObject({ ran: 0, failed: 3 });
  expect(errorOf(report, "Day(day=2)")).toMatchObject({
    code,
    message: expect.stringContaining("`Day(day=0) and 2 more`"),
  });
});

test("a batch that is cancelled stops, and nothing of it counts", async () => {
  const controller = new AbortController();
  const body = "tasks[0]?.progress(1, 2); for (;;);";
  const report = await run([square(body), all(3)], {
    signal: controller.signal,
    onEvent: (event) => {
      if (event.event === "progress") controller.abort();
    },
  });
  expect(Object.values(endsOf(report))).toEqual(["cancelled", "cancelled", "cancelled"]);
});

test("each task of a batch tells its own progress and log; what is printed stands with the first", async () => {
  const events: RunEvent[] = [];
  const body = `console.log("printed"); for (const task of tasks) { task.progress(task.day, 2); task.log("day " + task.day); } ${writeAll}`;
  await run([square(body), all(2)], { onEvent: (event) => events.push(event) });
  const told = events.flatMap((event) => {
    if (event.event === "progress") return [[event.id, event.done]];
    return event.event === "log" ? [[event.id, event.text]] : [];
  });
  expect(told).toEqual([
    ["Day(day=0)", "printed"],
    ["Day(day=0)", 0],
    ["Day(day=0)", "day 0"],
    ["Day(day=1)", 1],
    ["Day(day=1)", "day 1"],
  ]);
});

test.each([
  ["return [];", "returned an array of 0. Expected nothing, or one result for each of its 2 tasks"],
  ["return 5 as never;", "returned a value of type number"],
])("a result that fits no form fails the batch: %s", async (body, message) => {
  const report = await run([square(body), all(2)]);
  expect(errorOf(report, "Day(day=1)")).toMatchObject({
    code: "bad-batch-result",
    message: expect.stringContaining(message),
  });
});

const day = "Task.with({ day: z.int().meta({ batched: true }) })";
const made = "class All extends WrapperTask { requires() { return new Day({ day: 1 }); } }";

test.each([
  [
    `class Day extends ${day} { run() {} static runBatch() {} }`,
    "has both `run()` and `runBatch()`",
  ],
  [`class Day extends ${day} { runBatch() {} }`, "Make it `static`"],
  [`class Day extends ${day} { static maxBatchSize = 5; run() {} }`, "has no `runBatch()`"],
  [`class Day extends ${day} { static maxBatchSize = 0; static runBatch() {} }`, "at least 1"],
  ["class Day extends Task.with({ day: z.int() }) { static runBatch() {} }", "batched: true"],
  [
    "class Day extends WrapperTask.with({ day: z.int().meta({ batched: true }) }) { static runBatch() {} }",
    "a wrapper runs nothing",
  ],
])("what cannot be meant is refused before anything runs: %s", async (code, message) => {
  await expect(run([code, made])).rejects.toMatchObject({
    code: "bad-batch",
    message: expect.stringContaining(message),
  });
});
