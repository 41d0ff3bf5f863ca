import { mkdirSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { registerText } from "../../../src/core/code-frame.ts";
import type { RunEvent } from "../../../src/core/event.ts";
import { setProjectRoot } from "../../../src/core/project-root.ts";
import type { TaskRecord } from "../../../src/core/record.ts";
import type { RunOptions } from "../../../src/pipeline/run-options.ts";
import type { RunReport } from "../../../src/pipeline/run-report.ts";
import { buildLead, LeadThread } from "./run-elsewhere.ts";
import { TemporaryProject } from "./temporary-project.ts";

let lead: Awaited<ReturnType<typeof buildLead>>;
beforeAll(async () => {
  lead = await buildLead();
});
afterAll(() => lead.remove());

/** The same code in two projects: runs of one are led here, of the other in a thread of their own. */
let here: TemporaryProject;
let there: TemporaryProject;
let thread: LeadThread;
beforeEach(() => {
  here = new TemporaryProject();
  there = new TemporaryProject();
  thread = new LeadThread(lead.file, {
    root: there.path("."),
    notebook: there.path("notebook.ipynb"),
  });
});
afterEach(async () => {
  await thread.close();
  await here.close();
  await there.close();
});

const emptyRecord: TaskRecord = {
  id: "",
  family: "F",
  params: {},
  code: {},
  requirements: {},
  dynamic: [],
  outputs: [],
  fingerprint: "",
  finishedAtMs: 0,
  durationMs: 0,
};

const head = 'import { Task, ExternalTask, WrapperTask, text, z } from "cauce";';

interface Told {
  readonly report: RunReport;
  readonly events: RunEvent[];
}

/** Both must tell the same, whatever happens in the run. */
async function runBoth(
  cells: readonly string[],
  family: string,
  options: RunOptions | (() => RunOptions) = {},
  given: Readonly<Record<string, unknown>> = {},
): Promise<Told> {
  const reference = { family, given };
  const listen = (events: RunEvent[]): RunOptions => {
    const own = typeof options === "function" ? options() : options;
    return {
      ...own,
      onEvent: (event) => {
        events.push(event);
        own.onEvent?.(event);
      },
    };
  };
  const [near, far]: [RunEvent[], RunEvent[]] = [[], []];
  const all = [head, ...cells];
  setProjectRoot(here.path("."));
  const local = await here.engine(all).run(reference, listen(near));
  setProjectRoot(there.path("."));
  const remote = await thread.run(there.engine(all), reference, listen(far));
  expect(withoutTimes(remote, there)).toEqual(withoutTimes(local, here));
  expect(sorted(far, there)).toEqual(sorted(near, here));
  expect(recordsOf(there)).toEqual(recordsOf(here));
  return { report: remote, events: far };
}

/** Tasks that run at once may end in either order. */
function sorted(events: readonly RunEvent[], project: TemporaryProject): string[] {
  return events.map((event) => JSON.stringify(withoutTimes(event, project))).sort();
}

function recordsOf(project: TemporaryProject): unknown[] {
  const records = project.store.records().map((record) => withoutTimes(record, project));
  return records.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

const times = new Set(["ms", "finishedAtMs", "durationMs", "stack"]);

function withoutTimes(value: unknown, project: TemporaryProject): unknown {
  const text = JSON.stringify(value, (key, member) => (times.has(key) ? undefined : member));
  const data = JSON.parse(text.replaceAll(project.path("."), "<root>"));
  if (Array.isArray(data.tasks))
    data.tasks.sort((a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id));
  return data;
}

const writes = (name: string, body = "", more = "") =>
  `class ${name} extends Task { ${more} output() { return text("${name}.txt"); } async run() { ${body} await this.output().write("${name}"); } }`;

test("a thread that leads runs holds neither zod, nor a parser, nor what loads code", () => {
  const source = lead.inputs.filter((file) => file.startsWith("src/"));
  expect(source).toContain("src/pipeline/lead-run.ts");
  const packages = lead.inputs.filter((file) => file.includes("node_modules"));
  expect(packages).toEqual([]);
  expect(source.filter((file) => /^src\/(cell|kernel|render|cli)\//.test(file))).toEqual([]);
  expect(source).not.toContain("src/core/task.ts");
  expect(source).not.toContain("src/pipeline/module-loader.ts");
});

test("a chain with a wrapper runs, and then is fresh", async () => {
  const cells = [
    writes("First"),
    `class Second extends Task { requires() { return new First(); } output() { return text(this); } async run() { await this.output().write(await this.input().read() + " and second"); } }`,
    "class All extends WrapperTask { requires() { return { first: new First(), second: new Second() }; } }",
  ];
  expect((await runBoth(cells, "All")).report.summary).toMatchObject({ ran: 3, fresh: 0 });
  expect((await runBoth(cells, "All")).report.summary).toMatchObject({ ran: 0, fresh: 3 });
  const edited = [writes("First", "void 0;"), ...cells.slice(1)];
  const again = await runBoth(edited, "All");
  expect(again.report.ran).toEqual(["First"]);
});

test("an edit is told by the lines that differ, also of a task that is decided anew in the run", async () => {
  const second = (word: string) =>
    `class Second extends Task { requires() { return new First(); } output() { return text(this); } async run() { await this.output().write(await this.input().read() + "${word}"); } }`;
  const first = (word: string) =>
    `class First extends Task { output() { return text("First.txt"); } run() { return this.output().write("${word}"); } }`;
  await runBoth([first("a"), second("x")], "Second");
  const { events } = await runBoth([first("b"), second("y")], "Second");
  const reasons = events.flatMap((event) =>
    event.event === "task" && event.status === "started" && event.id === "Second"
      ? event.reason
      : [],
  );
  expect(JSON.stringify(reasons)).toContain("+ ");
});

test("an undone edit brings the kept version back", async () => {
  const code = (word: string) => [
    `class T extends Task { output() { return text("T.txt"); } run() { return this.output().write("${word}"); } }`,
  ];
  await runBoth(code("a"), "T");
  await runBoth(code("b"), "T");
  const { report } = await runBoth(code("a"), "T");
  expect(report.tasks[0]).toMatchObject({ status: "fresh", restored: true });
  expect(there.read("T.txt")).toBe("a");
});

test("a failure tells its place with the lines around it, and blocks what needs it", async () => {
  const cells = [
    'class Bad extends Task { output() { return text(this); } run() {\n  throw new TypeError("boom", { cause: new Error("deep") });\n} }',
    "class Needs extends Task { requires() { return new Bad(); } output() { return text(this); } run() {} }",
  ];
  registerText("cell 2", () => cells[0] ?? "");
  const { report } = await runBoth(cells, "Needs");
  const error = report.tasks.find(({ id }) => id === "Bad")?.error;
  expect(error).toMatchObject({ name: "TypeError", place: "cell 2", line: 2 });
  expect(error?.frame?.lines.join("\n")).toContain("boom");
  expect(report.tasks.find(({ id }) => id === "Needs")?.status).toBe("blocked");
  expect(there.store.readFailure("Bad")?.message).toContain("boom");
});

test("an error in a local module has its place there", async () => {
  for (const project of [here, there])
    project.write("lib.ts", "export function fail(): never {\n  throw new Error('in lib');\n}\n");
  const cells = [
    'import { fail } from "./lib.ts";',
    "class Bad extends Task { output() { return text(this); } run() { fail(); } }",
  ];
  const { report } = await runBoth(cells, "Bad");
  expect(report.tasks[0]?.error).toMatchObject({ place: "lib.ts", line: 2 });
});

const part =
  "class Part extends Task.with({ name: z.string() }) { output() { return text(this); } run() { return this.output().write(this.name); } }";
const asks = (executor: string) =>
  `class Asks extends Task { static executor = "${executor}"; output() { return text("asks.txt"); } async *run() { const parts = [new Part({ name: "a" }), new Part({ name: "b" })]; yield parts; await this.output().write((await Promise.all(parts.map((one) => one.output().read()))).join("")); } }`;

test.each(["thread", "in-process"])(
  "a task that asks for others where it runs (%s) goes on when they are done",
  async (executor) => {
    const { report } = await runBoth([part, asks(executor)], "Asks");
    expect(report.summary).toMatchObject({ ran: 3 });
    expect(there.read("asks.txt")).toBe("ab");
    expect((await runBoth([part, asks(executor)], "Asks")).report.summary.fresh).toBe(3);
    const edited = [part.replace("this.name)", "this.name.toUpperCase())"), asks(executor)];
    expect((await runBoth(edited, "Asks")).report.summary).toMatchObject({ ran: 3 });
    expect(there.read("asks.txt")).toBe("AB");
  },
);

test.each(["thread", "in-process"])(
  "a task that asks where it runs (%s) for one that fails hears of it",
  async (executor) => {
    const bad =
      "class Part extends Task.with({ name: z.string() }) { output() { return text(this); } run() { throw new Error('no ' + this.name); } }";
    const { report } = await runBoth([bad, asks(executor)], "Asks", { workers: 1 });
    expect(report.tasks.find(({ id }) => id === "Asks")?.error).toMatchObject({
      code: "asked-for-failed",
    });
    expect(report.summary.failed).toBe(3);
  },
);

test.each(["thread", "in-process"])(
  "one that asks (%s) for no task is told so",
  async (executor) => {
    const cell = `class Asks extends Task { static executor = "${executor}"; output() { return text(this); } async *run() { yield 7; } }`;
    const { report } = await runBoth([cell], "Asks");
    expect(report.tasks[0]?.error).toMatchObject({ code: "requires-not-a-task" });
  },
);

test("a target that is no file is looked at where its code is", async () => {
  const table = (body: string) =>
    `const file = new URL("./table.txt", import.meta.url);
class Table { async exists() { return existsSync(file); } async fingerprint() { return readFileSync(file, "utf8"); } async put(rows) { writeFileSync(file, rows); } }
class Load extends Task { output() { return { table: new Table(), log: text("log.txt") }; } async run() { ${body} await this.output().log.write("done"); } }`;
  const io = 'import { existsSync, readFileSync, writeFileSync } from "node:fs";';
  const { report } = await runBoth([io, table('await this.output().table.put("1");')], "Load");
  expect(report.summary).toMatchObject({ ran: 1 });
  expect(there.store.read("Load")?.outputs[0]).toMatchObject({ name: "table", hash: "1" });
  const forgets = await runBoth([io, table("").replace("table.txt", "other.txt")], "Load");
  expect(forgets.report.tasks[0]?.error?.message).toContain("`table`");
});

test("a task is tried again as often as it says, and tells of it", async () => {
  const flaky = `import { existsSync, writeFileSync } from "node:fs";
class T extends Task { retries = 2; output() { return text("T.txt"); } async run() { const mark = new URL("./mark", import.meta.url); if (!existsSync(mark)) { writeFileSync(mark, ""); throw new Error("once"); } await this.output().write("fine"); } }`;
  const { report } = await runBoth([flaky], "T");
  expect(report.tasks[0]).toMatchObject({ status: "succeeded", attempts: 2 });
});

test.each(["thread", "in-process"])("a batch (%s) counts what did not fail", async (executor) => {
  const cells = [
    `class Feature extends Task.with({ n: z.int().meta({ batched: true }) }) { static executor = "${executor}"; output() { return text(this); }
static async runBatch(tasks) { for (const task of tasks) { task.progress(1, 1); task.log("n" + task.n); if (task.n !== 2) await task.output().write(String(task.n)); } return tasks.map(({ n }) => n === 2 ? { status: "rejected", reason: new Error("two") } : { status: "fulfilled" }); } }`,
    "class All extends WrapperTask { requires() { return [1, 2, 3, 4].map((n) => new Feature({ n })); } }",
  ];
  const { report } = await runBoth(cells, "All", { workers: 1 });
  expect(report.summary).toMatchObject({ ran: 3, failed: 1, blocked: 1 });
});

test("parameters are those of the tasks themselves, and private ones are told nowhere", async () => {
  const cells = [
    'class T extends Task.with({ day: z.date(), key: z.string().meta({ visibility: "private" }), size: z.object({ w: z.int() }) }) { output() { return text(this); } async *run() { const other = new Other({ key: this.key }); yield other; await this.output().write(String(this.key.length)); } }',
    'class Other extends Task.with({ key: z.string().meta({ visibility: "private" }) }) { output() { return text(this); } run() { return this.output().write(String(this.key.length)); } }',
  ];
  for (const project of [here, there]) {
    mkdirSync(project.path(".cauce"), { recursive: true });
    project.write(".cauce/private-key", "0123456789abcdef");
  }
  const day = new Date(Date.UTC(2026, 0, 2));
  const given = { day, key: "hunter2", size: { w: 2 } };
  const { report, events } = await runBoth(cells, "T", {}, given);
  const params = report.tasks.find(({ family }) => family === "T")?.params;
  expect(params).toEqual({ day, key: "•••", size: { w: 2 } });
  expect(JSON.stringify([report, events])).not.toContain("hunter2");
  expect((await runBoth(cells, "T", {}, given)).report.summary.fresh).toBe(2);
});

test("a task that was given what is no data fails with that reason", async () => {
  const cells = [
    "class T extends Task.with({ f: z.any().meta({ significant: false }).transform(String) }) { output() { return text(this); } run() { return this.output().write(this.f); } }",
    "class All extends WrapperTask { requires() { return new T({ f: () => 1 }); } }",
  ];
  const { report } = await runBoth(cells, "All");
  expect(report.tasks[0]?.error).toMatchObject({ code: "parameters-not-data" });
});

test.each(["thread", "in-process"])(
  "a run that is cancelled ends its tasks (%s)",
  async (executor) => {
    const waits = writes(
      "T",
      'this.progress(1, 2); await new Promise((_, reject) => this.signal.addEventListener("abort", () => reject(this.signal.reason)));',
      `static executor = "${executor}";`,
    );
    const after =
      "class After extends Task { requires() { return new T(); } output() { return text(this); } run() {} }";
    const { report } = await runBoth([waits, after], "After", () => {
      const controller = new AbortController();
      const onEvent = ({ event }: RunEvent) => event === "progress" && controller.abort();
      return { signal: controller.signal, onEvent: (event) => void onEvent(event) };
    });
    expect(report.summary).toMatchObject({ cancelled: 2, ran: 0 });
  },
);

test("a run that its plan refuses is refused before it is sent", async () => {
  const cells = [
    'class Data extends ExternalTask { output() { return text("data.txt"); } }',
    "class T extends Task { requires() { return new Data(); } output() { return text(this); } run() {} }",
  ];
  const engine = there.engine([head, ...cells]);
  await expect(thread.run(engine, { family: "T", given: {} })).rejects.toMatchObject({
    code: "external-missing",
  });
});

test("what goes wrong around a task where its code is ends the run with that error", async () => {
  const cells = [
    'import { existsSync, writeFileSync } from "node:fs";',
    `const mark = new URL("./mark", import.meta.url);
class Broken { async exists() { if (existsSync(mark)) throw new Error("no such host"); return false; } }
class T extends Task { output() { return new Broken(); } async run() { writeFileSync(mark, ""); } }`,
  ];
  const run = () => thread.run(there.engine([head, ...cells]), { family: "T", given: {} });
  await expect(run()).rejects.toThrow("no such host");
});

test("a thread that is ended while it leads a run leaves the record to others", async () => {
  const wide = `class Leaf extends Task.with({ at: z.int() }) { output() { return text(this); } run() { return this.output().write("" + this.at); } }
class Wide extends WrapperTask { requires() { return Array.from({ length: 60 }, (_, at) => new Leaf({ at })); } }`;
  const engine = there.engine([head, wide]);
  let count = 0;
  await new Promise<void>((resolve) => {
    const onEvent = (event: RunEvent) => {
      if (event.event === "task" && event.status === "succeeded" && ++count === 5) resolve();
    };
    void thread.run(engine, { family: "Wide", given: {} }, { onEvent });
  });
  await thread.kill();
  await there.store.write({ ...emptyRecord, id: "after" });
  expect(there.store.read("after")?.id).toBe("after");
  expect((await engine.run({ family: "Wide", given: {} })).ok).toBe(true);
});

/** Ends when a file stands beside the notebook. */
const awaitsMark =
  'while (!existsSync(new URL("./mark", import.meta.url))) await new Promise((go) => setTimeout(go, 20));';
const io = 'import { existsSync } from "node:fs";';

test("of two runs that want one task the one that is led here waits, and finds it fresh", async () => {
  const engine = there.engine([head, io, writes("T", `this.progress(1, 2); ${awaitsMark}`)]);
  const reference = { family: "T", given: {} };
  const planned = await engine.plan(reference);
  const onWait = ({ event }: RunEvent) => event === "wait" && there.write("mark", "");
  let second: Promise<RunReport> | undefined;
  const first = await thread.run(engine, reference, {
    onEvent: ({ event }) => {
      if (event === "progress")
        second ??= engine.runPlanned(planned, { onEvent: (told) => void onWait(told) });
    },
  });
  expect(first.summary).toMatchObject({ ran: 1 });
  expect((await second)?.summary).toMatchObject({ ran: 0, fresh: 1 });
});

test("the one that is led there looks anew at a task which asked for others meanwhile", async () => {
  const cell = asks("thread").replace(
    "yield parts;",
    `this.progress(1, 2); ${awaitsMark} yield parts;`,
  );
  const engine = there.engine([head, io, part, cell]);
  const reference = { family: "Asks", given: {} };
  const onWait = ({ event }: RunEvent) => event === "wait" && there.write("mark", "");
  let second: Promise<RunReport> | undefined;
  await engine.run(reference, {
    onEvent: ({ event }) => {
      if (event === "progress")
        second ??= thread.run(engine, reference, { onEvent: (told) => void onWait(told) });
    },
  });
  expect((await second)?.summary).toMatchObject({ ran: 0, fresh: 3, failed: 0 });
});
