// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code of cells is text here
import { expect, test } from "vitest";
import { begunFunction, convertCell } from "../../src/cell/convert-cell.ts";
import { readCell } from "../../src/cell/read-cell.ts";
import { LiveCells } from "./live-cells.ts";

const modules = {
  m: {
    default: "the default",
    a: 1,
    f(this: unknown) {
      return this === undefined;
    },
    "a-b": 3,
  },
  json: { default: { k: 1 } },
  "react/jsx-runtime": {
    jsx: (type: unknown, props: object) => ({ type, ...props }),
    jsxs: (type: unknown, props: object) => ({ type, ...props }),
    Fragment: "fragment",
  },
};

/** what | the cells, run one after the other | the value of the last one's last expression */
const rows: [what: string, cells: string[], value: unknown][] = [
  ["the last expression is the value", ["const a = 1; a + 1"], 2],
  ["a cell that ends in a declaration has no value", ["const a = 1;"], undefined],
  ["a trailing comment does not hide the value", ["1 + 1 // two"], 2],
  ["an object is a value in parentheses", ["({ a: 1 })"], { a: 1 }],
  ["a sequence has the value of its last part", ["(1, 2)"], 2],
  ["an assignment is a value", ["let a = 1;", "a = 5"], 5],
  ["a string alone is a value", ["'use strict'"], "use strict"],
  ["a name is seen by a later cell", ["const a = 1;", "a"], 1],
  ["a function is seen by a later cell", ["function f() { return 3; }", "f()"], 3],
  ["a class is seen by a later cell", ["class A { b = 2; }", "new A().b"], 2],
  [
    "destructured names are shared",
    ["const { a, b: [c = 4] } = { a: 1, b: [] };", "[a, c]"],
    [1, 4],
  ],
  ["let may be changed by a later cell", ["let a = 1;", "a += 2; a++;", "a"], 4],
  [
    "a changed let is seen by an earlier function",
    ["let a = 1; function f() { return a; }", "a = 7;", "f()"],
    7,
  ],
  [
    "a redefined helper is seen by an earlier function",
    [
      "function h() { return 1; }",
      "function f() { return h(); }",
      "function h() { return 2; }",
      "f()",
    ],
    2,
  ],
  [
    "a redefined constant is seen by an earlier arrow",
    ["const k = 1; const f = () => k;", "const k = 2;", "f()"],
    2,
  ],
  [
    "a cell may be run again",
    ["const a = 1; class B {} let c = a;", "const a = 1; class B {} let c = a;", "c"],
    1,
  ],
  ["functions are hoisted", ["const a = f(); function f() { return 6; } a"], 6],
  [
    "hoisted functions call each other",
    [
      "even(4); function even(n) { return n === 0 || odd(n - 1); } function odd(n) { return n !== 0 && even(n - 1); }",
      "even(10)",
    ],
    true,
  ],
  [
    "two functions call each other across cells",
    [
      "function even(n) { return n === 0 || odd(n - 1); } function odd(n) { return false; }",
      "function odd(n) { return n !== 0 && even(n - 1); }",
      "even(7)",
    ],
    false,
  ],
  [
    "shorthand properties keep their key",
    ["const a = 1, b = 2;", "({ a, b, c: a })"],
    { a: 1, b: 2, c: 1 },
  ],
  [
    "an assignment pattern fills shared names",
    ["let a, b, c;", "({ a, b = 5, d: c } = { a: 1, d: 3 }); [a, b, c]"],
    [1, 5, 3],
  ],
  ["an array pattern swaps shared names", ["let a = 1, b = 2;", "[a, b] = [b, a]; [a, b]"], [2, 1]],
  ["a loop may assign a shared name", ["let a;", "for (a of [1, 2, 3]) {} a"], 3],
  ["a called name gets no this", ["function f() { return this; }", "f()"], undefined],
  ["an imported function gets no this", ["import { f } from 'm';", "f()"], true],
  [
    "a tag gets no this",
    ["function t(parts) { return [this, parts[0]]; }", "t`x`"],
    [undefined, "x"],
  ],
  [
    "an optional call works",
    ["const f = undefined, g = () => 1;", "[f?.(), g?.()]"],
    [undefined, 1],
  ],
  ["a method keeps its this", ["const o = { a: 1, m() { return this.a; } };", "o.m()"], 1],
  ["a parameter hides a shared name", ["const a = 1;", "((a) => a)(2)"], 2],
  ["a default sees the shared name", ["const a = 1;", "((b = a) => b)()"], 1],
  [
    "a block hides a shared name",
    ["const a = 1;", "let b; { const a = 2; b = a; } [a, b]"],
    [1, 2],
  ],
  [
    "a catch binding hides a shared name",
    ["const e = 1;", "let b; try { throw 2; } catch (e) { b = e; } [e, b]"],
    [1, 2],
  ],
  ["a label is no name", ["const a = 1;", "a: for (;;) { break a; } a"], 1],
  ["a property is no name", ["const a = 1;", "({ a: 2 }).a"], 2],
  ["typeof an undeclared name is no error", ["typeof nothing"], "undefined"],
  [
    "a closure keeps its own variable",
    ["const make = () => { let n = 0; return () => ++n; }; const c = make(); c();", "c()"],
    2,
  ],
  [
    "a class extends one of another cell",
    [
      "class A { m() { return 1; } }",
      "class B extends A { m() { return super.m() + 1; } }",
      "new B().m()",
    ],
    2,
  ],
  [
    "static blocks see their class",
    ["class A { static n = 1; static { this.n += A.n; } }", "A.n"],
    2,
  ],
  ["private names work", ["class A { #n = 4; get n() { return this.#n; } }", "new A().n"], 4],
  [
    "parameter properties become fields",
    [
      "class A { constructor(readonly a: number, public b = 2) {} }",
      "const { a, b } = new A(1); [a, b]",
    ],
    [1, 2],
  ],
  ["an enum is shared", ["enum E { A, B = 5 }", "[E.B, E[0]]"], [5, "A"]],
  ["a second part of an enum adds to it", ["enum E { A } enum E { B = 1 }", "[E.A, E.B]"], [0, 1]],
  [
    "an edited enum forgets its old members",
    ["enum E { A, B }", "enum E { B }", "Object.keys(E).sort()"],
    ["0", "B"],
  ],
  [
    "a namespace is shared",
    ["namespace N { export const a = 1; export function f() { return a; } }", "N.f() + N.a"],
    2,
  ],
  [
    "a second part of a namespace adds to it",
    ["namespace N { export const a = 1; } namespace N { export const b = N.a + 1; }", "N.b"],
    2,
  ],
  [
    "a namespace sees shared names",
    ["const k = 3;", "namespace N { export const a = k; }", "N.a"],
    3,
  ],
  [
    "an edited namespace forgets its old members",
    [
      "namespace N { export const a = 1; }",
      "namespace N { export const b = 1; }",
      "Object.keys(N)",
    ],
    ["b"],
  ],
  ["await works at the top level", ["const a = await Promise.resolve(8); a"], 8],
  [
    "for await works at the top level",
    ["let s = 0; for await (const n of [1, Promise.resolve(2)]) s += n; s"],
    3,
  ],
  ["generators work", ["function* g() { yield 1; yield 2; }", "[...g()]"], [1, 2]],
  ["a default import", ["import d from 'm';", "d"], "the default"],
  [
    "named imports",
    ["import { a as b, default as c, 'a-b' as e } from 'm'; [b, c, e]"],
    [1, "the default", 3],
  ],
  ["a namespace import", ["import * as m from 'm';", "m.a"], 1],
  ["a default and a namespace import", ["import d, * as m from 'm'; [d, m.a]"], ["the default", 1]],
  [
    "an import of types alone loads nothing",
    ["import type { A } from 'nowhere'; import { type B } from 'm'; 1"],
    1,
  ],
  ["a dynamic import", ["(await import('m')).a"], 1],
  ["an import with attributes", ["import j from 'json' with { type: 'json' }; j.k"], 1],
  ["an exported constant", ["export const a = 1, b = 2;", "a + b"], 3],
  ["an exported function is hoisted", ["const a = f(); export function f() { return 2; }", "a"], 2],
  ["an exported class", ["export class A { b = 1; }", "new A().b"], 1],
  ["an exported enum", ["export enum E { A = 'x' }", "E.A"], "x"],
  ["a default export with a name", ["export default function f() { return 2; }", "f()"], 2],
  ["a default class with a name", ["export default class A { b = 1; }", "new A().b"], 1],
  [
    "a default export without a name",
    [
      "export default class {}",
      "export default function () {}",
      "export default { a: 1, b: 2 }",
      "export default [1][0];",
      "1",
    ],
    1,
  ],
  [
    "an export list",
    ["const a = 1, b = 2; export { a, b as c }; export { d } from 'm'; export * from 'm'; a"],
    1,
  ],
  ["var in a loop is shared when the cell has run", ["for (var i = 0; i < 3; i++) {}", "i"], 3],
  [
    "such a loop may be run again",
    ["for (var i = 0; i < 3; i++) {}", "for (var i = 0; i < 4; i++) {} i"],
    4,
  ],
  ["var in a block is shared", ["if (true) { var a = 1; }", "a"], 1],
  [
    "a variable may be called exports",
    [
      "const exports = 4; const f = () => exports; export { f };",
      "const g = (exports) => f() + exports;",
      "g(1)",
    ],
    5,
  ],
  ["a variable may be called require", ["const require = 4;", "require"], 4],
  [
    "JSX is made with the runtime",
    ["const a = 1;", "const A = <p b={a}>x</p>; A"],
    { type: "p", b: 1, children: "x" },
  ],
  ["a fragment is made with the runtime", ["(<><i/><b/></>).type"], "fragment"],
  ["a comparison is no JSX", ["const a = 1, b = { exec: () => 2 };", "a < b.exec()"], true],
  ["arguments is the function's own", ["function f() { return arguments.length; }", "f(1, 2)"], 2],
  [
    "new.target is the function's own",
    ["function F() { this.t = new.target === F; }", "new F().t"],
    true,
  ],
  [
    "a recursive constant calls itself",
    ["const fact = (n) => n < 2 ? 1 : n * fact(n - 1);", "fact(5)"],
    120,
  ],
  [
    "a variable called as its own value is the new one",
    ["var a = a ?? 1;", "var a = a ?? 2; a"],
    2,
  ],
  [
    "satisfies, as and ! leave the value",
    ["const a = ({ b: 1 } satisfies object as any)!.b!; a"],
    1,
  ],
  ["delete of a member works", ["const o = { a: 1, b: 2 };", "delete o.a; o"], { b: 2 }],
  ["a template holds shared names", ["const a = 1;", "`${a}-${`${a}`}`"], "1-1"],
  [
    "text in other alphabets stays",
    ["const año = '😀é'; const s = `${año}!`;", "s + año"],
    "😀é!😀é",
  ],
];

test.each(rows)("%s", async (_what, cells, value) => {
  const live = new LiveCells(modules);
  let last: unknown;
  for (const cell of cells) last = await live.run(cell);
  expect(last).toEqual(value);
});

test("a name that is used before its declaration is an error, also when the cell is run again", async () => {
  const live = new LiveCells();
  await live.run("const a = 1;");
  await expect(live.run("const a = a + 1;")).rejects.toThrow(
    "Cannot access 'a' before initialization",
  );
});

test("cells run in strict mode, as tasks do", async () => {
  await expect(new LiveCells().run("undeclared = 1;")).rejects.toThrow("undeclared is not defined");
});

test("a side-effect import is loaded", async () => {
  await expect(new LiveCells().run("import 'nowhere';")).rejects.toThrow("no module nowhere");
});

test("an assignment to a shared name in a failing cell is seen; later ones are not made", async () => {
  const live = new LiveCells();
  await expect(live.run("const a = 1; throw new Error('x'); const b = 2;")).rejects.toThrow("x");
  expect(live.exports).toEqual({ a: 1 });
});

test("the names that a cell declares are told", () => {
  const source =
    "import a from 'm'; const { b, c: [d] } = a; function e() {} class F {} enum G {} for (var h of []) {} { let i; }";
  expect(convertCell(readCell(source), () => false).declares).toEqual([
    "a",
    "b",
    "d",
    "e",
    "F",
    "G",
    "h",
  ]);
});

/** what | the cell | how often it waits for runs to begin */
const begun: [what: string, cell: string, waits: number][] = [
  ["a run that is kept", "const r = run(new A());", 1],
  ["a run that is let go", "run(new A())\n1 + 1", 1],
  ["runs in a list", "const all = [1, 2].map((k) => run(new A({ k })));", 1],
  ["runs of a loop", "for (const k of [1, 2]) runs.push(run(new A({ k })));", 1],
  ["two statements", "const a = auto(new A()), s = sweep(A, {}); run(new B());", 2],
  ["a run that is awaited", "await run(new A());", 0],
  ["runs that are awaited together", "const all = await Promise.all([run(a), run(b)]);", 0],
  ["a method of that name", "class A { run() {} } new A().run();", 0],
];

test.each(begun)("a cell waits until %s has begun, and for nothing else", (_what, cell, waits) => {
  const { code } = convertCell(readCell(cell), () => false);
  expect(code.split(`await globalThis.${begunFunction}?.();`)).toHaveLength(waits + 1);
});

test("what stands behind a run that is not awaited comes when it has begun", async () => {
  const told: string[] = [];
  const run = async () => {
    told.push("asked");
    await undefined;
    told.push("begun");
  };
  const runsBegun = async () => {
    await new Promise((resolve) => setImmediate(resolve));
  };
  Object.assign(globalThis, { [begunFunction]: runsBegun });
  try {
    const live = new LiveCells({ m: { run, told } });
    await live.run(
      "import { run, told } from 'm'; const r = run(); told.push('goes on'); await r;",
    );
  } finally {
    Reflect.deleteProperty(globalThis, begunFunction);
  }
  expect(told).toEqual(["asked", "begun", "goes on"]);
});
