import { expect, test } from "vitest";
import { HermeticCells } from "./hermetic-cells.ts";

const cells = [
  `import { Task, ExternalTask, WrapperTask, csv, json } from "cauce";
import * as stats from "stats";
import unused from "unused";`,
  `const base = 10;
const factor: number = base * 2;`,
  `function deep(x: number) { return x + factor; }
function helper(x: number) { return deep(x); }`,
  `function choose() { return 3; }
const columns = ["a", "b"];`,
  `class Reader { constructor(readonly path: string) {} exists() { return true; } read() { return decode(this.path); } }
function decode(text: string) { return text.trim(); }
function pathOf(name: string) { return "x/" + name; }`,
  `class Input extends ExternalTask { output() { return csv("data/in.csv"); } }`,
  `class Clean extends Task {
  requires() { return new Input(); }
  output() { return new Reader(pathOf("clean")); }
  run() { return cleaning(); }
}
function cleaning() { return 1; }`,
  `class Trained extends Task.with({ k: z(1) }) {
  level = 1;
  output() { return json(this); }
  score() { return this.level + scoring(); }
}
function z(n: number) { return n; }
function scoring() { return 0; }`,
  `class Train extends Trained {
  requires() { return Array.from({ length: choose() }, () => new Clean()); }
  run() {
    const local = helper(1) + stats.mean(columns);
    this.save(local);
    return this.input().read();
  }
  save(x: number) { return x; }
}`,
  `class Other extends Task {
  output() { return json(this); }
  run() { return otherRun(); }
  tell() { return otherTell(); }
}
function otherRun() { return 1; }
function otherTell() { return 2; }`,
  `class UsesOther extends Task {
  output() { return json(this); }
  run() { return new Other().tell(); }
}
class RunsOther extends Task {
  output() { return json(this); }
  run() { return new Other().run(); }
}
class All extends WrapperTask { requires() { return [new Train(), new UsesOther()]; } }`,
  `console.log(helper(2));
const plot = stats.draw(columns.length);`,
];

/** The tasks whose coverage changes when, in one cell, one text is put in another's place. */
function touchedBy(at: number, from: string, to: string): string[] {
  const source = cells[at - 1] ?? "";
  if (!source.includes(from)) throw new Error(`cell ${at} has no ${from}`);
  return touched(cells, cells.with(at - 1, source.replace(from, to)));
}

function touched(before: readonly string[], after: readonly string[]): string[] {
  const [a, b] = [new HermeticCells(before), new HermeticCells(after)];
  const families = ["Clean", "Train", "Other", "UsesOther", "RunsOther", "All"];
  return families.filter(
    (family) => JSON.stringify(a.cover(family)) !== JSON.stringify(b.cover(family)),
  );
}

/** what is edited | cell | the text | what takes its place | the tasks whose own code it is */
const edits: [what: string, cell: number, from: string, to: string, tasks: string[]][] = [
  ["a helper", 3, "return deep(x)", "return deep(x + 1)", ["Train"]],
  ["a helper's helper", 3, "x + factor", "x - factor", ["Train"]],
  ["a constant", 2, "base * 2", "base * 3", ["Train"]],
  ["a constant's constant", 2, "= 10", "= 11", ["Train"]],
  ["a constant that run reads", 4, '"b"', '"c"', ["Train"]],
  ["run", 9, "helper(1)", "helper(2)", ["Train"]],
  ["a method", 9, "return x;", "return -x;", ["Train"]],
  ["a new method", 9, "save(x: number)", "extra() {} save(x: number)", ["Train"]],
  [
    "a renamed local variable",
    9,
    "const local = helper(1) + stats.mean(columns);\n    this.save(local)",
    "const mine = helper(1) + stats.mean(columns);\n    this.save(mine)",
    ["Train"],
  ],
  ["the base class's field", 8, "level = 1", "level = 2", ["Train"]],
  ["the base class's method", 8, "this.level +", "this.level -", ["Train"]],
  ["what the base class's method calls", 8, "return 0", "return 1", ["Train"]],
  ["the base class's output", 8, "json(this)", 'json(this, "x")', ["Train"]],
  ["a parameter's default", 8, "z(1)", "z(2)", ["Train"]],
  ["what makes a parameter's schema", 8, "return n;", "return -n;", ["Train"]],
  ["the base class itself", 9, "extends Trained", "extends Task", ["Train"]],
  ["requires", 9, "choose() }", "choose() + 1 }", []],
  ["a helper of requires", 4, "return 3", "return 4", []],
  ["the requires of another task", 7, "new Input()", "new Input().self", []],
  ["the run of a required task", 7, "cleaning();", "cleaning() + 1;", ["Clean"]],
  ["a helper of a required task's run", 7, "return 1", "return 2", ["Clean"]],
  [
    "what reads a required task's target",
    5,
    "decode(this.path)",
    "decode(this.path + 1)",
    ["Clean", "Train"],
  ],
  ["a helper of what reads it", 5, "text.trim()", "text", ["Clean", "Train"]],
  ["an external task's path", 6, "in.csv", "out.csv", []],
  ["a wrapper's requires", 11, "new Train(), new UsesOther()", "new Train()", []],
  [
    "the run of a task that is constructed",
    10,
    "otherRun();",
    "otherRun() + 1;",
    ["Other", "RunsOther"],
  ],
  ["a helper of its run", 10, "return 1", "return 3", ["Other", "RunsOther"]],
  [
    "a method of a task that is constructed",
    10,
    "otherTell();",
    "otherTell() + 1;",
    ["Other", "UsesOther", "RunsOther"],
  ],
  ["a helper of that method", 10, "return 2", "return 4", ["Other", "UsesOther", "RunsOther"]],
  [
    "an import that is used",
    1,
    '* as stats from "stats"',
    '* as stats from "statistics"',
    ["Train"],
  ],
  ["an import that nothing uses", 1, 'from "unused"', 'from "other"', []],
  ["an import that is taken out", 1, 'import unused from "unused";', "", []],
  [
    "an import for its effect alone",
    1,
    'import unused from "unused"',
    'import "unused"',
    ["Clean", "Train", "Other", "UsesOther", "RunsOther", "All"],
  ],
  ["a type", 2, "factor: number", "factor: any", []],
  ["an interface", 3, "function deep", "interface A { b: 1 }\nfunction deep", []],
  ["a parameter's type", 3, "helper(x: number)", "helper(x: number | bigint): number", []],
  ["a comment", 9, "run() {", "/** trains */ run() { // now", []],
  ["layout", 9, "save(x: number) { return x; }", "save(\n  x: number\n) {\n  return (x);\n}", []],
  ["a statement that only runs", 12, "console.log(helper(2))", "console.log(helper(3))", []],
  ["a declaration that no task reads", 12, "columns.length", "columns.length + 1", []],
  [
    "a new helper that nothing reads",
    3,
    "function helper",
    "function further() { return 1; }\nfunction helper",
    [],
  ],
];

test.each(edits)("an edit of %s", (_what, cell, from, to, tasks) => {
  expect(touchedBy(cell, from, to)).toEqual(tasks);
});

test("the order of the cells changes nothing", () => {
  expect(touched(cells, cells.toReversed())).toEqual([]);
});

test("moving a declaration to another cell changes nothing", () => {
  const moved = cells.map((source, at) =>
    at === 2
      ? source.replace("function deep(x: number) { return x + factor; }", "")
      : at === 11
        ? `${source}\nfunction deep(x: number) { return x + factor; }`
        : source,
  );
  expect(touched(cells, moved)).toEqual([]);
});

test("what is covered is told by name", () => {
  const { hashes, imports } = new HermeticCells(cells).cover("Train");
  expect(Object.keys(hashes)).toEqual([
    "Reader",
    "Train",
    "Trained",
    "base",
    "columns",
    "decode",
    "deep",
    "factor",
    "helper",
    "pathOf",
    "scoring",
    "z",
  ]);
  expect(imports).toEqual(["cauce", "stats"]);
});

test("a base in a constant is covered, and makes a task of what extends it", () => {
  const source = (k: number) => [
    'import { Task } from "cauce";',
    `const Base = Task.with({ k: make(${k}) });\nfunction make(n) { return n; }`,
    "class A extends Base { run() {} }",
  ];
  const [a, b] = [new HermeticCells(source(1)), new HermeticCells(source(2))];
  expect(Object.keys(a.cover("A").hashes)).toEqual(["A", "Base", "make"]);
  expect(a.cover("A").hashes.Base).not.toBe(b.cover("A").hashes.Base);
  expect(a.cover("A").hashes.A).toBe(b.cover("A").hashes.A);
});

test("requires that is called by hand counts", () => {
  const source = (n: number) => [
    'import { Task } from "cauce";',
    `class A extends Task { requires() { return many(${n}); } run() { return this.requires().length; } }\nfunction many(n) { return [n, hidden()]; }\nfunction hidden() { return ${n}; }`,
  ];
  expect(Object.keys(new HermeticCells(source(1)).cover("A").hashes)).toEqual([
    "A",
    "hidden",
    "many",
  ]);
  expect(touchedHash(source(1), source(2))).toBe(true);
});

function touchedHash(before: readonly string[], after: readonly string[]): boolean {
  return (
    JSON.stringify(new HermeticCells(before).cover("A").hashes) !==
    JSON.stringify(new HermeticCells(after).cover("A").hashes)
  );
}

test("`runBatch` counts for its own task, and for one that constructs it where that calls it", () => {
  const source = (n: number, body: string) => [
    'import { Task } from "cauce";',
    `class Many extends Task { static runBatch(tasks) { return work(tasks); } }\nfunction work() { return ${n}; }`,
    `class A extends Task { run() { ${body} } }`,
  ];
  expect(Object.keys(new HermeticCells(source(1, "")).cover("Many").hashes)).toEqual([
    "Many",
    "work",
  ]);
  expect(touchedHash(source(1, "new Many();"), source(2, "new Many();"))).toBe(false);
  const calls = "Many.runBatch([new Many()]);";
  expect(touchedHash(source(1, calls), source(2, calls))).toBe(true);
});

test("a module that is imported with import() is covered", () => {
  const source = [
    'import { Task } from "cauce";',
    'class A extends Task { async run() { await import("late"); } }',
  ];
  expect(new HermeticCells(source).cover("A").imports).toEqual(["cauce", "late"]);
});
