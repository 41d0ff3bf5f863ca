// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code of cells is text here
import { expect, test } from "vitest";
import { HermeticCells } from "./hermetic-cells.ts";

const head = 'import { Task } from "cauce";';
const modules = { m: { a: 1, default: 2, f: () => 3 } };

/** what | the cells before the task's own | what `run()` returns, as an expression | its value */
const rows: [what: string, cells: string[], expression: string, value: unknown][] = [
  ["a constant", ["const a = 1;"], "a", 1],
  ["a constant of a later one", ["const a = b + 1;", "const b = 2;"], "a", 3],
  [
    "two of one statement",
    ["const a = b + 1, { c } = { c: 4 };", "const b = 2;"],
    "[a, c]",
    [3, 4],
  ],
  [
    "a function that is called at once, before what it reads",
    ["const a = f();", "function f() { return k; }", "const k = 5;"],
    "a",
    5,
  ],
  [
    "functions that call each other across cells",
    [
      "function even(n: number): boolean { return n === 0 || odd(n - 1); }",
      "function odd(n: number): boolean { return n !== 0 && even(n - 1); }",
    ],
    "even(9)",
    false,
  ],
  [
    "a class that extends one of a later cell",
    ["class B extends A { m() { return super.m() + 1; } }", "class A { m() { return 1; } }"],
    "new B().m()",
    2,
  ],
  ["a class expression", ["const A = class B { m() { return B.name; } };"], "new A().m()", "B"],
  [
    "a class with a static block that reads a later cell",
    ["class A { static n = 1; static { this.n += k; } }", "const k = 4;"],
    "A.n",
    5,
  ],
  [
    "classes that name each other",
    [
      "class A { other() { return new B(); } static s = 1; }",
      "class B extends A { static t = A.s + 1; }",
    ],
    "[new A().other() instanceof B, B.t]",
    [true, 2],
  ],
  ["an enum", ["enum E { A, B = 5 }"], "[E.A, E[5]]", [0, "B"]],
  ["a merged enum", ["enum E { A } enum E { B = 1 }"], "[E.A, E.B]", [0, 1]],
  ["an enum that reads a later constant", ["enum E { A = k }", "const k = 7;"], "E.A", 7],
  [
    "a namespace",
    ["namespace N { export const a = 1; export function f() { return a + b; } const b = 2; }"],
    "N.f()",
    3,
  ],
  [
    "a merged namespace",
    [
      "namespace N { export const a = 1; } namespace N { export const b = N.a + k; }",
      "const k = 2;",
    ],
    "N.b",
    3,
  ],
  ["a nested namespace", ["namespace N.M { export const a = 1; }"], "N.M.a", 1],
  [
    "a namespace on a function",
    ["function f() { return f.k; } namespace f { export const k = 3; }"],
    "f()",
    3,
  ],
  [
    "a namespace on a class",
    ["class A { m() { return A.k; } } namespace A { export const k = 4; }"],
    "new A().m()",
    4,
  ],
  [
    "a namespace on an enum",
    ["enum E { A = 2 } namespace E { export function twice(e: E) { return e * 2; } }"],
    "E.twice(E.A)",
    4,
  ],
  [
    "an exported namespace and enum",
    ["export namespace N { export const a = 1; } export enum E { B = 2 }"],
    "[N.a, E.B]",
    [1, 2],
  ],
  [
    "imports",
    ["import d, { a as b } from 'm'; import * as m from 'm';"],
    "[d, b, m.f()]",
    [2, 1, 3],
  ],
  [
    "the same import in two cells",
    ["import { a } from 'm'; const x = a;", "import { a } from 'm'; const y = a;"],
    "x + y",
    2,
  ],
  ["a dynamic import", ["const load = async () => (await import('m')).a;"], "await load()", 1],
  ["a module awaited at the top level", ["const m = await import('m');"], "m.a", 1],
  ["a parameter that hides a name", ["const a = 1; const f = (a: number) => a;"], "f(2)", 2],
  ["a default export with a name", ["export default function f() { return 8; }"], "f()", 8],
  [
    "a generator and a getter",
    ["function* g() { yield* [1, 2]; } const o = { get a() { return [...g()]; } };"],
    "o.a",
    [1, 2],
  ],
  [
    "an overloaded function",
    [
      "function f(a: string): string; function f(a: number): number; function f(a: unknown) { return a; }",
    ],
    "f(1)",
    1,
  ],
  ["text in other alphabets", ["const año = '😀'; const s = `${año}é`;"], "s", "😀é"],
  [
    "tagged templates keep their raw text",
    ["const t = (parts: TemplateStringsArray) => parts.raw[0];"],
    "t`\\\\n`",
    "\\\\n",
  ],
  [
    "a private name and an accessor",
    ["class A { #a = 1; get a() { return this.#a; } set a(v) { this.#a = v * 2; } }"],
    "(() => { const a = new A(); a.a = 3; return a.a; })()",
    6,
  ],
  [
    "a value that a call at once gives",
    ["const a = (() => { const b = k; return b; })();", "const k = 6;"],
    "a",
    6,
  ],
];

test.each(rows)("a task reaches %s", async (_what, cells, expression, value) => {
  const task = `class T extends Task { async run() { return ${expression}; } }`;
  for (const order of [
    [head, ...cells, task],
    [task, ...cells.toReversed(), head],
  ]) {
    const { T } = await new HermeticCells(order, modules).load("T");
    expect(await new (T as new () => { run(): unknown })().run()).toEqual(value);
  }
});

test("the module holds what the task reaches and nothing else", async () => {
  const cells = [
    head,
    "const a = 1;",
    "throw new Error('a plot');",
    "const b = boom();",
    "class T extends Task { run() { return a; } }",
  ];
  const { T } = await new HermeticCells(cells).load("T");
  expect(new (T as new () => { run(): unknown })().run()).toBe(1);
});

test("it exports every task that it reaches, and no other class", async () => {
  const cells = [
    'import { Task, WrapperTask } from "cauce";\nimport * as cauce from "cauce";',
    "class Plain {}\nclass A extends Task { m() { return new Plain(); } }",
    "const Base = Task.with({});\nclass B extends Base { requires() { return new A(); } }",
    "const C = class extends cauce.Task { requires() { return new B(); } };",
    "class All extends WrapperTask { requires() { return new C(); } }",
    "class Elsewhere extends Task {}",
  ];
  expect(Object.keys(await new HermeticCells(cells).load("All")).sort()).toEqual([
    "A",
    "All",
    "B",
    "C",
  ]);
});

test("two loads share nothing", async () => {
  const cells = [
    head,
    "const seen = new Map(); function count() { seen.set(seen.size, 1); return seen.size; }",
    "class T extends Task { run() { return count(); } }",
  ];
  const hermetic = new HermeticCells(cells);
  const run = async () =>
    new ((await hermetic.load("T")).T as new () => { run(): unknown })().run();
  expect([await run(), await run()]).toEqual([1, 1]);
});
