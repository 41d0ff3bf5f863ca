import { rmSync } from "node:fs";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { RunEvent } from "../../../src/core/event.ts";
import type { RunOptions } from "../../../src/pipeline/run-options.ts";
import { TemporaryProject } from "./temporary-project.ts";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.close());

const head =
  'import { Task, text, WrapperTask, z } from "cauce";\nimport { threadId } from "node:worker_threads";';
const task = (name: string, body: string, more = "") =>
  `class ${name} extends Task {\n  ${more}\n  output() { return text("${name}.txt"); }\n  async run() {\n    ${body}\n  }\n}`;
const fine = 'await this.output().write("fine");';

/** What is said on standard error while a test runs. */
function hearNotes(): string[] {
  const notes: string[] = [];
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    notes.push(String(text));
    return true;
  });
  onTestFinished(() => spy.mockRestore());
  return notes;
}

async function failureOf(cells: readonly string[], options: RunOptions = {}) {
  const report = await project.run([head, ...cells], "T", options);
  return report.tasks.find(({ id }) => id === "T")?.error;
}

test("a task runs in a thread of its own, or in this process where its class says so", async () => {
  const where = "await this.output().write(String(threadId));";
  await project.run([head, task("T", where)], "T");
  expect(Number(project.read("T.txt"))).toBeGreaterThan(0);
  await project.run([head, task("T", where, 'static executor = "in-process";')], "T");
  const here = (await import("node:worker_threads")).threadId;
  expect(project.read("T.txt")).toBe(String(here));
});

test("threads that are there evaluate the module of stale tasks ahead, once", async () => {
  const evaluated = `import { appendFileSync } from "node:fs";
const mark = (() => { appendFileSync("${project.path("evaluated.txt")}", "T" + threadId + "\\n"); return 1; })();`;
  const cells = [head, evaluated, task("T", `void mark; ${fine}`)];
  project.threads.warm(1);
  const engine = project.engine(cells);
  const planned = await engine.plan({ family: "T", given: {} });
  engine.prepare(planned);
  const inThreads = () =>
    (project.read("evaluated.txt") ?? "").split("\n").filter((line) => /^T[1-9]/.test(line));
  await expect.poll(() => inThreads().length, { timeout: 30_000 }).toBe(1);
  engine.prepare(planned);
  expect((await engine.runPlanned(planned)).ok).toBe(true);
  expect(inThreads()).toHaveLength(1);
});

test("what a task prints are lines of its log", async () => {
  const events: RunEvent[] = [];
  const body = `console.log("one\\ntwo"); console.error({ a: 1 }); process.stdout.write("half"); this.log("said"); ${fine}`;
  await project.run([head, task("T", body)], "T", { onEvent: (event) => events.push(event) });
  const logs = events.flatMap((event) =>
    event.event === "log" ? [`${event.stream ?? "log"}: ${event.text}`] : [],
  );
  expect(logs).toEqual([
    "stdout: one",
    "stdout: two",
    "stderr: { a: 1 }",
    "log: said",
    "stdout: half",
  ]);
});

test("a failure in a thread is placed at its own line and column in the cell", async () => {
  const failure = await failureOf([task("T", 'throw new TypeError("here");')]);
  expect(failure).toMatchObject({
    name: "TypeError",
    message: "here",
    place: "cell 2",
    line: 5,
    column: 11,
  });
});

test("a task that ends its thread fails with the reason, and the others go on", async () => {
  const cells = [
    head,
    task("Exits", "process.exit(3);"),
    task(
      "Strays",
      'setTimeout(() => { throw new RangeError("stray"); }); await new Promise(() => setTimeout(() => {}, 10_000));',
    ),
    task(
      "Forgets",
      'Promise.reject(new Error("forgotten")); await new Promise(() => setTimeout(() => {}, 10_000));',
    ),
    task("Loops", "for (;;);", "timeoutMs = 50;"),
    task("Fine", fine),
    "class All extends WrapperTask { requires() { return [new Exits(), new Strays(), new Forgets(), new Loops(), new Fine()]; } }",
  ];
  const report = await project.run(cells, "All");
  const ends = report.tasks.map(({ id, status, error }) => [
    id,
    status,
    error?.code ?? error?.message,
  ]);
  expect(Object.fromEntries(ends.map(([id, ...rest]) => [id, rest]))).toEqual({
    Exits: ["failed", "process-exit"],
    Strays: ["failed", "stray"],
    Forgets: ["failed", "forgotten"],
    Loops: ["failed", "timeout"],
    Fine: ["succeeded", undefined],
    All: ["blocked", undefined],
  });
  expect(report.tasks.find(({ id }) => id === "Strays")?.error).toMatchObject({
    place: "cell 3",
    line: 5,
  });
});

test("the time limit of a class holds for its tasks, and one that listens to its signal can clean up", async () => {
  const body =
    'await new Promise((resolve) => this.signal.addEventListener("abort", resolve)); await text("cleaned.txt").write(this.signal.reason.name);';
  const failure = await failureOf([task("T", body, "static timeoutMs = 50;")]);
  expect(failure).toMatchObject({
    code: "timeout",
    message:
      "`T` ran longer than its `timeoutMs` of 50 and was stopped. Raise `timeoutMs`, or do less in one task.",
  });
  expect(project.read("cleaned.txt")).toBe("TimeoutError");
});

test("a task whose thread is ended while it writes leaves no temporary file", async () => {
  const cells = [
    head.replace("text,", "text, csv, file,"),
    `class T extends Task { output() { return file("t.bin"); } async run() { const out = this.output().createWriteStream(); out.write("half"); await new Promise((r) => setTimeout(r, 50)); process.exit(1); } }`,
  ];
  const report = await project.run(cells, "T");
  expect([report.tasks[0]?.error?.code, project.names()]).toEqual([
    "process-exit",
    [".cauce", "package.json"],
  ]);
});

test("a parameter that cannot be copied fails its task with the remedy", async () => {
  const cells = [
    head,
    'class Odd extends Task.with({ f: z.any().meta({ significant: false }) }) { output() { return text("odd.txt"); } async run() { await this.output().write("x"); } }',
    "class T extends WrapperTask { requires() { return new Odd({ f: () => 1 }); } }",
  ];
  const report = await project.run(cells, "T");
  expect(report.tasks[0]?.error?.code).toBe("parameters-not-data");
  expect(report.tasks[0]?.error?.message).toContain('static executor = "in-process"');
});

test("a cancelled run stops a task that computes, and the next run has a thread", async () => {
  const controller = new AbortController();
  const cells = [head, task("Loops", "for (;;);"), task("Fine", fine)];
  const onEvent = ({ event }: RunEvent) =>
    event === "task" && setTimeout(() => controller.abort(), 200);
  const report = await project.run(cells, "Loops", { onEvent, signal: controller.signal });
  expect(report.tasks.map(({ status }) => status)).toEqual(["cancelled"]);
  expect((await project.run(cells, "Fine")).ok).toBe(true);
});

test("a task that waits for what it asked for begins anew when its thread is ended by another", async () => {
  const cells = [
    head,
    task("Exits", "process.exit(3);"),
    'class Slow extends Task { output() { return text("slow.txt"); } requires() { return undefined; } async run() { await new Promise((r) => setTimeout(r, 50)); await this.output().write("slow"); } }',
    'class T extends Task { output() { return text("T.txt"); } async *run() { try { yield new Exits(); } catch {} yield new Slow(); await this.output().write("done"); } }',
  ];
  const report = await project.run(cells, "T", { workers: 1 });
  expect(report.tasks.map(({ id, status }) => [id, status])).toEqual([
    ["Exits", "failed"],
    ["Slow", "succeeded"],
    ["T", "succeeded"],
  ]);
  expect(project.read("T.txt")).toBe("done");
});

test("what an ended task has left behind ends its thread, fails no other task, and is told", async () => {
  const notes = hearNotes();
  const cells = [
    `const until = async (file: string) => {
      while (!existsSync(file)) await new Promise((done) => setTimeout(done, 1));
    };`,
    task("Leaves", `void until("T.begun").then(() => { throw new Error("late"); }); ${fine}`),
    task("Exits", `void until("T.begun").then(() => process.exit(7)); ${fine}`),
    task(
      "T",
      `const first = !existsSync("T.begun"); writeFileSync("T.begun", "");
       await new Promise((done) => setTimeout(done, first ? 60_000 : 0)); ${fine}`,
      "requires() { return new Behind(); }",
    ),
  ];
  const more = 'import { existsSync, writeFileSync } from "node:fs";';
  const begun = JSON.stringify(project.path("T.begun"));
  for (const left of ["Leaves", "Exits"]) {
    rmSync(project.path("T.begun"), { force: true });
    const code = cells.map((cell) =>
      cell.replaceAll("Behind", left).replaceAll('"T.begun"', begun),
    );
    const report = await project.run([head, more, ...code], "T", { workers: 1, force: true });
    expect(report.tasks.map(({ id, status, error }) => [id, error?.message ?? status])).toEqual([
      [left, "succeeded"],
      ["T", "succeeded"],
    ]);
  }
  const told = (name: string, what: string) =>
    `note: \`${name}\` had ended when something that it left behind ${what}. This ended its worker thread, and no task fails by it. Let \`run()\` await what it starts.\n`;
  expect(notes).toEqual([
    told("Leaves", "threw: late (cell 4, line 5)"),
    told("Exits", "called `process.exit(7)`"),
  ]);
});

test("a thread that ends while nothing runs says whose code it was", async () => {
  const notes = hearNotes();
  const late = `setTimeout(() => { throw new Error("late"); }, 20); ${fine}`;
  expect(await failureOf([task("T", late)])).toBeUndefined();
  await vi.waitFor(() => expect(notes).toHaveLength(1), { timeout: 30_000 });
  expect(notes[0]).toContain("note: `T` had ended when something that it left behind threw: late");
  expect(await failureOf([task("T", fine)])).toBeUndefined();
});

test("a package may talk on the usual channel of a thread, and close it", async () => {
  const body = `for (const odd of [null, "odd", { kind: "end", attempt: 1 }]) parentPort?.postMessage(odd);
    parentPort?.close(); await new Promise((done) => setTimeout(done, 1)); ${fine}`;
  const channel = 'import { parentPort } from "node:worker_threads";';
  expect(await failureOf([channel, task("T", body)])).toBeUndefined();
  expect(project.read("T.txt")).toBe("fine");
});

test("threads that are closed cancel what runs in them and what waits, and none is started again", async () => {
  const cells = [
    'import { writeFileSync } from "node:fs";',
    task(
      "Slow",
      `writeFileSync(${JSON.stringify(project.path("begun"))}, ""); await new Promise((done) => setTimeout(done, 600_000));`,
    ),
    `class T extends Task { async *run() { yield new Slow(); } }`,
  ];
  const running = project.run([head, ...cells], "T", { workers: 1 });
  await vi.waitFor(() => expect(project.read("begun")).toBe(""), { timeout: 30_000 });
  await project.threads.close();
  const { tasks } = await running;
  expect(tasks.map(({ id, error }) => [id, error?.code])).toEqual([
    ["Slow", "cancelled"],
    ["T", "cancelled"],
  ]);
  expect(project.threadCount).toBe(0);
});

test("an attempt that was cancelled before it begins starts no thread", async () => {
  const order = { id: "T", family: "T", given: {}, module: "none.js", timeoutMs: undefined };
  const outcome = await project.threads.execute(order, {
    signal: AbortSignal.abort(),
    progress: () => {},
    log: () => {},
    demand: () => Promise.reject(new Error("no demand was expected")),
  });
  expect(outcome).toMatchObject({ ok: false, failure: { code: "cancelled" } });
  expect(project.threadCount).toBe(0);
});

test("a process that is busy meanwhile neither lengthens a task nor lets its time run out", async () => {
  const busy = JSON.stringify(project.path("busy"));
  const body = `this.log("begun");
    while (!existsSync(${busy})) await new Promise((done) => setTimeout(done, 1));
    ${fine}`;
  let busyMs = 0;
  // Behind an immediate, timers that are due come before any message.
  const keepBusy = () => {
    project.write("busy", "");
    const from = performance.now();
    while (project.read("T.txt") === undefined || busyMs < 4_500) busyMs = performance.now() - from;
  };
  const cells = ['import { existsSync } from "node:fs";', task("T", body, "timeoutMs = 4_000;")];
  const report = await project.run([head, ...cells], "T", {
    onEvent: (event) => {
      if (event.event === "log") setImmediate(keepBusy);
    },
  });
  expect(busyMs).toBeGreaterThan(4_000);
  const [ended] = report.tasks;
  expect(ended).toMatchObject({ id: "T", status: "succeeded" });
  expect(ended?.ms).toBeLessThan(4_000);
}, 60_000);
