import { afterEach, beforeEach, expect, test } from "vitest";
import type { RunEvent } from "../../../src/core/event.ts";
import type { RunReport } from "../../../src/pipeline/run-report.ts";
import { SteppedView } from "../../../src/pipeline/stepped-view.ts";
import { viewDag } from "../../../src/pipeline/view-dag.ts";
import { markWaiting } from "../../../src/plan/mark-waiting.ts";
import { renderDagText } from "../../../src/render/render-dag-text.ts";
import { TemporaryProject } from "./temporary-project.ts";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.close());

const head = 'import { ExternalTask, Task, text, WrapperTask, z } from "cauce";';
const source = (name: string, value: string) =>
  `class ${name} extends Task { output() { return text("${name}.txt"); } run() { return this.output().write("${value}"); } }`;
const statuses = (report: { tasks: readonly { id: string; status: string }[] }) =>
  Object.fromEntries(report.tasks.map(({ id, status }) => [id, status]));

test("tasks that requires() gives in other places are read anew", async () => {
  const joined = (order: string) => [
    head,
    source("A", "a"),
    source("B", "b"),
    `class Joined extends Task {
      requires() { return [${order}]; }
      output() { return text("joined.txt"); }
      async run() { let all = ""; for (const input of this.input()) all += await input.read(); await this.output().write(all); }
    }`,
  ];
  await project.run(joined("new A(), new B()"), "Joined");
  expect(project.read("joined.txt")).toBe("ab");
  const report = await project.run(joined("new B(), new A()"), "Joined");
  expect(project.read("joined.txt")).toBe("ba");
  expect(report.tasks.find(({ id }) => id === "Joined")?.reasons).toEqual([
    { kind: "requirement-changed", requirement: "B", change: "moved" },
    { kind: "requirement-changed", requirement: "A", change: "moved" },
  ]);
  expect((await project.run(joined("new A(), new B()"), "Joined")).ran).toEqual([]);
  expect(project.read("joined.txt")).toBe("ab");
});

test("an edit of how a target is read runs those who read it", async () => {
  const reading = (decode: string) => [
    head,
    `class Notes { path = "notes.txt"; exists() { return text(this.path).exists(); } async read() { return ${decode}; } write(value: string) { return text(this.path).write(value); } }`,
    'class Written extends Task { output() { return new Notes(); } run() { return this.output().write("note"); } }',
    'class Shouted extends Task { requires() { return new Written(); } output() { return text("shouted.txt"); } async run() { await this.output().write(await this.input().read()); } }',
  ];
  await project.run(reading("(await text(this.path).read())"), "Shouted");
  await project.run(reading("(await text(this.path).read()).toUpperCase()"), "Shouted");
  expect(project.read("shouted.txt")).toBe("NOTE");
});

test("namespaces and enums work in a task", async () => {
  const cells = [
    head,
    "namespace Units { export const factor = 2; export function scale(x: number) { return x * factor; } }\nnamespace Units { export const half = Units.factor / 4; }",
    "enum Level { Low = 1, High = 5 }\nenum Level { Top = 9 }",
    'class T extends Task { output() { return text("t.txt"); } run() { return this.output().write([Units.scale(Level.High), Units.half, Level.Top].join()); } }',
  ];
  expect((await project.run(cells, "T")).ok).toBe(true);
  expect(project.read("t.txt")).toBe("10,0.5,9");
});

const asking = (body: string) => [
  head,
  source("Good", "good"),
  'class Bad extends Task { output() { return text("bad.txt"); } run() { throw new Error("boom"); } }',
  `class Asks extends Task { output() { return text("asks.txt"); } async *run() { ${body} } }`,
];

test("a generator goes on when what it asked for is done, and may ask for it again", async () => {
  const report = await project.run(
    asking(
      'const good = new Good(); yield good; yield [good, new Good()]; await this.output().write(await good.output().read() + "!");',
    ),
    "Asks",
  );
  expect(statuses(report)).toEqual({ Good: "succeeded", Asks: "succeeded" });
  expect(project.read("asks.txt")).toBe("good!");
});

test("what a task asked for is known the next time, and nothing runs", async () => {
  const cells = asking('yield new Good(); await this.output().write("x");');
  await project.run(cells, "Asks");
  expect(statuses(await project.run(cells, "Asks"))).toEqual({ Good: "fresh", Asks: "fresh" });
});

test("a generator may catch the failure of what it asked for", async () => {
  const report = await project.run(
    asking(
      "try { yield new Bad(); } catch (error) { await this.output().write((error as Error).message); }",
    ),
    "Asks",
  );
  expect(statuses(report)).toEqual({ Bad: "failed", Asks: "succeeded" });
  expect(project.read("asks.txt")).toBe("`Asks` asked for `Bad`, which did not succeed");
});

test("a generator that does not catch it still cleans up", async () => {
  const report = await project.run(
    asking('try { yield new Bad(); } finally { await text("cleaned.txt").write("yes"); }'),
    "Asks",
  );
  expect(statuses(report)).toEqual({ Bad: "failed", Asks: "failed" });
  expect(project.read("cleaned.txt")).toBe("yes");
});

test("tasks that ask for each other fail with a text that says so", async () => {
  const cells = [
    head,
    'class A extends Task { output() { return text("a.txt"); } async *run() { yield new B(); } }',
    'class B extends Task { requires() { return new A(); } output() { return text("b.txt"); } run() { return this.output().write(""); } }',
  ];
  const report = await project.run(cells, "A");
  expect(statuses(report)).toEqual({ A: "failed", B: "blocked" });
  expect(report.tasks.find(({ id }) => id === "A")?.error?.message).toBe(
    "`A` asked for `B`, which cannot be done before it: one requires the other. Take one of these requirements out.",
  );
});

test("an external file that a running task asks for and that is not there is named", async () => {
  const cells = [
    head,
    'class In extends ExternalTask { output() { return text("in.txt"); } }',
    'class A extends Task { output() { return text("a.txt"); } async *run() { yield new In(); } }',
  ];
  const report = await project.run(cells, "A");
  expect(statuses(report)).toEqual({ In: "failed", A: "failed" });
  expect(report.tasks.find(({ id }) => id === "In")?.error).toMatchObject({
    code: "external-missing",
    message: "`In` needs `in.txt`, which is not there. Put the file there, or correct its path.",
  });
});

test("a base in a constant makes a task, and its parameters are inherited", async () => {
  const cells = [
    head,
    "const Base = Task.with({ k: z.int().default(4) });",
    'class T extends Base { output() { return text("t.txt"); } run() { return this.output().write(String(this.k)); } }',
  ];
  expect(project.engine(cells).families()).toEqual(["T"]);
  await project.run(cells, "T");
  expect(project.read("t.txt")).toBe("4");
});

test("a failure is placed at its own line and column in the cell", async () => {
  const task =
    'class T extends Task {\n  output() { return text("t.txt"); }\n\n  async run() {\n    type A = 1;\n    await Promise.all(\n      [1].map(\n        () => { throw new TypeError("here"); },\n      ),\n    );\n  }\n}';
  const report = await project.run([head, task], "T");
  expect(report.tasks[0]?.error).toMatchObject({
    name: "TypeError",
    message: "here",
    place: "cell 2",
    line: 8,
    column: 23,
  });
});

test("two runs at once in one process run each task once, and one tells the other's tasks as fresh", async () => {
  const cells = [
    ...asking(
      'await new Promise((r) => setTimeout(r, 30)); yield new Good(); await this.output().write("x");',
    ),
    "class Top extends WrapperTask { requires() { return [new Asks(), new Good()]; } }",
  ];
  const reports = await Promise.all([1, 2].map(() => project.run(cells, "Top", { workers: 1 })));
  expect(reports.flatMap(({ ran }) => ran).sort()).toEqual(["Asks", "Good", "Top"]);
  for (const report of reports) expect(report.ok).toBe(true);
});

test("a task that another run is at is told and drawn as waiting for that run, until it is done", async () => {
  const cells = [
    `${head}\nimport { existsSync } from "node:fs";`,
    `class T extends Task {
      output() { return text("T.txt"); }
      async run() {
        while (!existsSync("${project.path("go")}")) await new Promise((r) => setTimeout(r, 5));
        await this.output().write("T");
      }
    }`,
  ];
  const engine = project.engine(cells);
  const planned = await engine.plan({ family: "T", given: {} });
  const stepped = new SteppedView(viewDag(planned));
  let first: Promise<RunReport> | undefined;
  await new Promise<void>((resolve) => {
    const onEvent = ({ event }: RunEvent) => event === "task" && resolve();
    first = project.run(cells, "T", { onEvent });
  });
  const told: unknown[] = [];
  const drawn: (string | undefined)[] = [];
  const onEvent = (event: RunEvent) => {
    stepped.step(event);
    drawn.push(renderDagText(markWaiting(stepped.view)).split("\n")[0]);
    if (event.event === "wait") told.push(event);
    if (event.event !== "log") return;
    told.push(event.text);
    project.write("go", "");
  };
  const second = await engine.runPlanned(planned, { onEvent });
  expect((await first)?.ran).toEqual(["T"]);
  expect(second.tasks.map(({ status }) => status)).toEqual(["fresh"]);
  const wait = { event: "wait", id: "T", family: "T", params: {}, pid: process.pid };
  const words = "waits, because another run here is at it";
  expect(told).toEqual([wait, words, { ...wait, isOver: true }]);
  expect([...new Set(drawn)].map((line) => line?.trimEnd().replaceAll(/ +/g, " "))).toEqual([
    "◔ T waiting for a worker",
    "◔ T waiting for another run",
    "✓ T fresh",
  ]);
});

test("an edit that is run while the old code still runs comes after it", async () => {
  const slow = (value: string, ms: number) => [
    head,
    `class Slow extends Task {
      output() { return text("slow.txt"); }
      async run() { await new Promise((r) => setTimeout(r, ${ms})); await this.output().write("${value}"); }
    }`,
  ];
  let old: Promise<RunReport> | undefined;
  await new Promise<void>((resolve) => {
    const onEvent = ({ event }: RunEvent) => event === "task" && resolve();
    old = project.run(slow("old", 150), "Slow", { onEvent });
  });
  const report = await project.run(slow("new", 0), "Slow");
  expect((await old)?.ran).toEqual(["Slow"]);
  expect(report.tasks[0]?.reasons.map(({ kind }) => kind)).toEqual(["code-changed"]);
  expect(project.read("slow.txt")).toBe("new");
});

test.each(["B", "Foo"])(
  "a class expression with a name of its own is refused by both: %s",
  async (name) => {
    const cells = [
      head,
      "const B = class Foo extends Task { output() { return text(this); } run() {} };",
    ];
    await expect(project.run(cells, name)).rejects.toThrow(
      "`B` (cell 2) is the class `Foo`, and a task is known by its class's name. Give it one name: write `class B extends …`.",
    );
  },
);

test("a class in a constant is a task by the constant's name", async () => {
  const cells = [
    head,
    'const B = class extends Task { output() { return text("b.txt"); } run() { return this.output().write("b"); } };',
  ];
  expect((await project.run(cells, "B")).ran).toEqual(["B"]);
});

test("functions that call each other across cells are covered both", async () => {
  const cells = (last: string) => [
    head,
    'class T extends Task { output() { return text("t.txt"); } run() { return this.output().write(String(isEven(7))); } }',
    "function isEven(n) { return n === 0 ? true : isOdd(n - 1); }",
    `function isOdd(n) { return n === 0 ? ${last} : isEven(n - 1); }`,
  ];
  await project.run(cells("false"), "T");
  expect(project.read("t.txt")).toBe("false");
  expect((await project.run(cells("0"), "T")).ran).toEqual(["T"]);
  expect(project.read("t.txt")).toBe("0");
});

test("what a method reads through a closure is covered", async () => {
  const cells = (n: number) => [
    head,
    `const factor = ${n};`,
    "const scaler = () => { const by = () => factor; return (x) => x * by(); };",
    'class T extends Task { output() { return text("t.txt"); } run() { const scale = scaler(); return this.output().write(String([1].map((x) => scale(x))[0])); } }',
  ];
  await project.run(cells(2), "T");
  expect((await project.run(cells(3), "T")).ran).toEqual(["T"]);
  expect(project.read("t.txt")).toBe("3");
});
