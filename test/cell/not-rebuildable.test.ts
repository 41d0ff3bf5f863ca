import { expect, test } from "vitest";
import { HermeticCells } from "./hermetic-cells.ts";

const head = 'import { Task } from "cauce";';

/** what a task reads | the cells before its own | the whole error */
const rows: [what: string, cells: string[], text: string][] = [
  [
    "a variable that another cell reassigns",
    ["let rate = 1;", "rate = 2;"],
    "`rate`, which `Sums` reads, is declared in cell 2 and reassigned in cell 3, so its value depends on which cells ran. Make it a `const` under a name of its own, or make it a parameter of the task.",
  ],
  [
    "a variable that its own cell reassigns",
    ["let rate;\nrate = 2;"],
    "`rate`, which `Sums` reads, is declared in cell 2 and reassigned in cell 2, line 2, so its value depends on which cells ran. Make it a `const` under a name of its own, or make it a parameter of the task.",
  ],
  [
    "a variable that a loop counts",
    ["let rate = 0;", "for (const n of [1, 2]) rate += n;"],
    "`rate`, which `Sums` reads, is declared in cell 2 and reassigned in cell 3, so its value depends on which cells ran. Make it a `const` under a name of its own, or make it a parameter of the task.",
  ],
  [
    "an array that another cell fills",
    ["const rate = [];", "rate.push(1);"],
    "`rate`, which `Sums` reads, is declared in cell 2 and changed in place in cell 3, so its value depends on which cells ran. Build it in one expression, or make it a parameter of the task.",
  ],
  [
    "an object that another cell changes",
    ["const rate = { a: 1 };", "rate.a = 2;"],
    "`rate`, which `Sums` reads, is declared in cell 2 and changed in place in cell 3, so its value depends on which cells ran. Build it in one expression, or make it a parameter of the task.",
  ],
  [
    "a function that another cell replaces",
    ["function rate() {}", "rate = () => 1;"],
    "`rate`, which `Sums` reads, is declared in cell 2 and reassigned in cell 3, so its value depends on which cells ran. Make it a `const` under a name of its own, or make it a parameter of the task.",
  ],
  [
    "an awaited value",
    ["const rate = await fetch('x');"],
    "`rate` (cell 2) cannot be rebuilt from declarations: its value is awaited in the cell. `Sums` reads it. Make it a parameter or the output of a task, or compute it inside `run()`.",
  ],
  [
    "a variable of a statement that runs",
    ["for (var rate = 0; rate < 3; rate++) {}"],
    "`rate` (cell 2) cannot be rebuilt from declarations: it is declared inside a statement that runs. `Sums` reads it. Make it a parameter or the output of a task, or compute it inside `run()`.",
  ],
  [
    "eval",
    ["const rate = () => eval('1');"],
    "`rate` (cell 2): `eval` runs code that no analysis can see, so `Sums` could be fresh when it is not. Import or declare what it needs.",
  ],
  [
    "globalThis",
    ["const rate = () => globalThis.x;"],
    "`rate` (cell 2): `globalThis` holds values that no cell declares, so `Sums` could be fresh when it is not. Import or declare what it needs.",
  ],
  [
    "global",
    ["const rate = global.x;"],
    "`rate` (cell 2): `global` holds values that no cell declares, so `Sums` could be fresh when it is not. Import or declare what it needs.",
  ],
  [
    "require",
    ["const rate = require('fs');"],
    "`rate` (cell 2): `require` loads what no analysis follows, so `Sums` could be fresh when it is not. Import or declare what it needs.",
  ],
  [
    "a name that two cells declare",
    ["const rate = 1;", "const rate = 2;"],
    "`rate` is defined twice: cell 2 and cell 3. Rename one, or delete one of them.",
  ],
  [
    "a name that one cell declares twice",
    ["function rate() {}\nfunction rate() {}"],
    "`rate` is defined twice in cell 2 (lines 1 and 2). Rename one, or delete one of them.",
  ],
  [
    "a name that is imported from two modules",
    ["import { rate } from 'a';", "import { rate } from 'b';"],
    "`rate` is defined twice: cell 2 and cell 3. Rename one, or delete one of them.",
  ],
];

test.each(rows)("a task that reads %s is refused", (_what, cells, text) => {
  const hermetic = new HermeticCells([
    head,
    ...cells,
    "class Sums extends Task { run() { return rate; } }",
  ]);
  expect(() => hermetic.cover("Sums")).toThrow(expect.objectContaining({ message: text }));
  return expect(hermetic.load("Sums")).rejects.toThrow(expect.objectContaining({ message: text }));
});

test("the culprit is found behind a helper, and the task named", () => {
  const hermetic = new HermeticCells([
    head,
    "let rate = 1; rate = 2; function helper() { return rate; }",
    "class Sums extends Task { run() { return helper(); } }",
  ]);
  expect(() => hermetic.cover("Sums")).toThrow("`rate`, which `Sums` reads");
});

test("what no task reads may be anything", async () => {
  const cells = [
    head,
    "let a = 1; a = 2; const b = await 1; const c = () => eval('1'); const d = 1;",
    "const d = 2;",
    "class Sums extends Task { run() { return 1; } }",
  ];
  const { Sums } = await new HermeticCells(cells).load("Sums");
  expect(new (Sums as new () => { run(): number })().run()).toBe(1);
});

test("a name of its own hides the global one", () => {
  const hermetic = new HermeticCells([
    head,
    "const global = 1; const rate = global;",
    "class Sums extends Task { run() { return rate; } }",
  ]);
  expect(Object.keys(hermetic.cover("Sums").hashes)).toEqual(["Sums", "global", "rate"]);
});

test("two cells may import the same thing", () => {
  const hermetic = new HermeticCells([
    head,
    "import { a } from 'a';",
    "import { a } from 'a';",
    "class Sums extends Task { run() { return a; } }",
  ]);
  expect(hermetic.cover("Sums").imports).toEqual(["a", "cauce"]);
});

test("a local variable of a function may be reassigned", () => {
  const hermetic = new HermeticCells([
    head,
    "function rate() { let a = 1; a = 2; const b = []; b.push(a); return b; }",
    "class Sums extends Task { run() { return rate(); } }",
  ]);
  expect(Object.keys(hermetic.cover("Sums").hashes)).toEqual(["Sums", "rate"]);
});
