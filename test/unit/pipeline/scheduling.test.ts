import { afterEach, beforeEach, expect, test } from "vitest";
import type { RunEvent } from "../../../src/core/event.ts";
import type { RunOptions } from "../../../src/pipeline/run-options.ts";
import type { RunReport } from "../../../src/pipeline/run-report.ts";
import { SteppedView } from "../../../src/pipeline/stepped-view.ts";
import { viewDag } from "../../../src/pipeline/view-dag.ts";
import { markWaiting } from "../../../src/plan/mark-waiting.ts";
import { TemporaryProject } from "./temporary-project.ts";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.close());

const head = 'import { Task, text, WrapperTask, z } from "cauce";';
const task = (name: string, more: string, body = 'await this.output().write("x");') =>
  `class ${name} extends Task { ${more} output() { return text("${name}.txt"); } async run() { ${body} } }`;
const run = (cells: readonly string[], options: RunOptions = {}) =>
  project.run([head, ...cells], "T", options);

test.each([
  [
    "priority = 'high';",
    '`T.priority` is "high". Expected a number, higher for what should come first.',
  ],
  ["retries = -1;", "`T.retries` is -1. Expected a whole number of at least 0."],
  ["retries = 1; retryDelayMs = NaN;", "`T.retryDelayMs` is NaN. Expected milliseconds."],
  ["resources = 'gpu';", '`T.resources` is "gpu". Expected amounts by name, such as `{ gpu: 1 }`.'],
  ["resources = { gpu: 0 };", "`T.resources.gpu` is 0. Expected a number above 0."],
  ["timeoutMs = 0;", "`T.timeoutMs` is 0. Expected milliseconds above 0."],
  ["static executor = 'gpu';", '`T.executor` is "gpu". Expected "thread" or "in-process".'],
])("a class that says %s is refused before anything runs", async (more, message) => {
  await expect(run([task("T", more)])).rejects.toThrow(message);
  expect(project.read("T.txt")).toBeUndefined();
});

test("a demand that nothing can meet is an error before anything runs, and a limit meets it", async () => {
  const cells = [task("T", "resources = { gpu: 2 };")];
  await expect(run(cells)).rejects.toThrow(
    '`T` takes 2 of the resource `gpu`, and there is 1. Take less, or raise the limit: `"resources": { "gpu": 2 }` in the configuration, or in the options of `run`.',
  );
  await expect(run(cells, { resources: { gpu: Number.NaN } })).rejects.toThrow("there is NaN");
  expect((await run(cells, { resources: { gpu: 2 } })).ok).toBe(true);
  project.write("cauce.config.json", '{ "resources": { "gpu": 2 } }');
  expect((await run(cells, { force: true })).ok).toBe(true);
});

test("two runs at once in one process share a resource, and one waits where the other has it", async () => {
  const log = JSON.stringify(project.path("log.txt"));
  const body = `appendFileSync(${log}, "+"); await new Promise((r) => setTimeout(r, 50)); appendFileSync(${log}, "-"); await this.output().write("x");`;
  const cells = [
    'import { appendFileSync } from "node:fs";',
    head,
    `class Takes extends Task.with({ n: z.int() }) { resources = { gpu: 1 };
      output() { return text(this); } async run() { ${body} } }`,
    "class T extends WrapperTask.with({ from: z.int() }) { requires() { return [0, 1, 2].map((n) => new Takes({ n: this.from + n })); } }",
  ];
  const engine = project.engine(cells);
  const reports = await Promise.all(
    [0, 10].map((from) => engine.run({ family: "T", given: { from } }, { workers: 2 })),
  );
  expect(reports.map(({ ok }) => ok)).toEqual([true, true]);
  expect(project.read("log.txt")).toBe("+-".repeat(6));
});

test("a task that waits for a resource which another run has is drawn so, until it is given back", async () => {
  const cells = [
    'import { existsSync } from "node:fs";',
    head,
    `class Takes extends Task.with({ n: z.int() }) { resources = { gpu: 1 };
      output() { return text(this); } async run() {
        this.log("has it");
        while (!existsSync("${project.path("go")}")) await new Promise((r) => setTimeout(r, 5));
        await this.output().write("x"); } }`,
  ];
  const engine = project.engine(cells);
  const planned = await engine.plan({ family: "Takes", given: { n: 2 } });
  const stepped = new SteppedView(viewDag(planned));
  const look = () => markWaiting(stepped.view, planned).nodes[0]?.waitsFor;
  let first: Promise<RunReport> | undefined;
  await new Promise<void>((resolve) => {
    const onEvent = ({ event }: RunEvent) => event === "log" && resolve();
    first = engine.run({ family: "Takes", given: { n: 1 } }, { onEvent });
  });
  const drawn: unknown[] = [];
  const onEvent = (event: RunEvent) => {
    stepped.step(event);
    drawn.push(look());
    if (event.event === "plan") project.write("go", "");
  };
  const second = await engine.runPlanned(planned, { onEvent });
  expect(drawn[0]).toEqual({ kind: "resource", name: "gpu", isHeldElsewhere: true });
  expect(drawn.slice(1).every((wait) => wait === undefined)).toBe(true);
  expect([(await first)?.ok, second.ok]).toEqual([true, true]);
});

test("a run that waits for a resource of another one is cancelled at once", async () => {
  const cells = [
    head,
    `class Takes extends Task.with({ n: z.int() }) { resources = { gpu: 1 };
      output() { return text(this); } async run() { this.log("has it"); await new Promise((resolve) => this.signal.addEventListener("abort", resolve)); } }`,
  ];
  const engine = project.engine(cells);
  const [first, second] = [new AbortController(), new AbortController()];
  let others: Promise<RunReport> | undefined;
  const report = await engine.run(
    { family: "Takes", given: { n: 1 } },
    {
      signal: first.signal,
      onEvent: ({ event }) => {
        if (event !== "log") return;
        others = engine.run(
          { family: "Takes", given: { n: 2 } },
          {
            signal: second.signal,
            onEvent: ({ event }) => event === "plan" && setImmediate(() => second.abort()),
          },
        );
        void others.finally(() => first.abort());
      },
    },
  );
  expect((await others)?.tasks).toMatchObject([{ status: "cancelled" }]);
  expect(report.tasks).toMatchObject([{ status: "cancelled" }]);
});

test("a configuration that does not fit is refused with its keys", async () => {
  project.write("cauce.config.json", '{ "worker": 2 }');
  await expect(run([task("T", "")])).rejects.toThrow(
    '`cauce.config.json`: Unrecognized key: "worker". It may hold `workers`, `workerMemoryMb`, `resources`.',
  );
});

test("a task that is tried again in a thread tells how often in the report", async () => {
  const body =
    'if (!(await text("tried.txt").exists())) { await text("tried.txt").write(""); throw new Error("first"); } await this.output().write("x");';
  const report = await run([task("T", "retries = 3;", body)]);
  expect(report.tasks.map(({ status, attempts }) => [status, attempts])).toEqual([
    ["succeeded", 2],
  ]);
});

test.each(["", 'static executor = "in-process";'])(
  "times longer than a timer can count are long: %s",
  async (more) => {
    const slow = 'await new Promise((r) => setTimeout(r, 20)); await this.output().write("x");';
    const limited = task("T", `${more} timeoutMs = 1e12;`, slow);
    expect((await run([limited])).summary).toMatchObject({ ran: 1, failed: 0 });

    const controller = new AbortController();
    const failing = task("T", `${more} retries = 1; retryDelayMs = 1e12;`, "throw new Error();");
    const report = await run([failing], {
      signal: controller.signal,
      onEvent: (event) => "attempt" in event && setImmediate(() => controller.abort()),
    });
    expect(report.tasks).toMatchObject([{ status: "cancelled" }]);
  },
);

test("parameters may say how a task is scheduled", async () => {
  const cells = [
    'class P extends Task.with({ priority: z.number() }) { output() { return text(this.priority + ".txt"); } async run() { await this.output().write("x"); } }',
    "class T extends WrapperTask { requires() { return [1, 3, 2].map((priority) => new P({ priority })); } }",
  ];
  const report = await run(cells, { workers: 1 });
  expect(report.ran).toEqual(["P(priority=3)", "P(priority=2)", "P(priority=1)", "T"]);
});

test("a task that takes more memory than a thread may have fails with the reason", async () => {
  project.write("cauce.config.json", '{ "workerMemoryMb": 48 }');
  const body =
    "const all: number[][] = []; for (;;) all.push(Array.from({ length: 100_000 }, (_, at) => at + 0.5));";
  const report = await run([task("T", "", body)]);
  expect(report.tasks[0]?.error).toMatchObject({
    code: "out-of-memory",
    message:
      "`T` used up the memory of its worker thread (48 MB). Let it work in smaller pieces, or raise `workerMemoryMb` in the configuration.",
  });
});

test("a number of workers that no run can have is an error before anything runs", async () => {
  for (const workers of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
    await expect(
      project.run(['import { WrapperTask } from "cauce";\nclass T extends WrapperTask {}'], "T", {
        workers,
      }),
    ).rejects.toMatchObject({
      code: "bad-workers",
      message: `\`workers\` is ${workers}. Expected a whole number of at least 1; leave it out for as many as there are cores.`,
    });
});
