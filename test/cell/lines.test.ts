// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code of cells is text here
import { describe, expect, test } from "vitest";
import { analyzeCell } from "../../src/cell/analyze-cell.ts";
import { findUserFrames } from "../../src/core/source-places.ts";
import { HermeticCells } from "./hermetic-cells.ts";
import { LiveCells } from "./live-cells.ts";

/** Each holds the mark `fail(` once; `go` reaches it. */
const cells: [what: string, source: string][] = [
  ["after an interface", "interface A {\n  b: string;\n}\n\nfunction go() {\n  fail();\n}"],
  [
    "after types and comments in the body",
    "function go() {\n  // one\n  type A = 1;\n  /* two\n     three */\n\n  interface B {}\n  fail();\n}",
  ],
  [
    "in a spread-out call",
    "function go() {\n  return [\n    1,\n    fail(\n      2,\n    ),\n  ];\n}",
  ],
  [
    "in a chain",
    "function go() {\n  return [1, 2]\n    .filter((n) => n > 0)\n    .map((n) => n)\n    .map((n) => fail(n));\n}",
  ],
  [
    "in an argument on a line of its own",
    "function go() {\n  return Math.max(\n    1,\n    2,\n    fail(3),\n  );\n}",
  ],
  ["in a condition", "function go() {\n  return Date.now() > 0\n    ? fail()\n    : 2;\n}"],
  ["in a template", "function go() {\n  return `a\n  b ${1}\n  c ${fail()}\n  d`;\n}"],
  [
    "in a method",
    "class A {\n  declare a: number;\n  b?: string;\n\n  /** why */\n  m<T>(\n    _a: T,\n    _b: number,\n  ): number {\n    const c: number = 1;\n    return c + fail();\n  }\n}\nfunction go() { return new A().m(1, 2); }",
  ],
  [
    "in a getter",
    "class A {\n  private x = 1;\n\n  get m(): number {\n    return fail();\n  }\n}\nconst go = () => new A().m;",
  ],
  [
    "in a static method",
    "class A {\n  static m() {\n\n    fail();\n  }\n}\nconst go = () => A.m();",
  ],
  ["in a field's value", "class A {\n  a = 1;\n  b =\n    fail();\n}\nconst go = () => new A();"],
  [
    "in a parameter's default",
    "function f(\n  a: number,\n  b = fail(),\n) { return a + b; }\nconst go = () => f(1);",
  ],
  [
    "after a parameter property",
    "class A {\n  constructor(\n    private a: number,\n  ) {\n    fail();\n  }\n}\nconst go = () => new A(1);",
  ],
  [
    "in an async function",
    "async function go() {\n  interface A {}\n  await null;\n\n  fail();\n}",
  ],
  [
    "in an arrow in an object",
    "const o: Record<string, () => void> = {\n  a: () => 1,\n  // here\n  b: () => fail(),\n};\nconst go = () => o.b();",
  ],
  [
    "in a namespace",
    "namespace N {\n  export type A = 1;\n  export function f() {\n    fail();\n  }\n}\nconst go = () => N.f();",
  ],
  ["in a second declarator", "const a = 1,\n  go = () => {\n    fail();\n  };"],
  [
    "behind other text on its line",
    "const s = '😀é'; const t: string = `😀`; const go = () => { fail(); };",
  ],
  ["after an enum", "enum A {\n  B,\n  C = 5,\n}\n\nfunction go() {\n  return A.B + fail();\n}"],
  ["between Windows line ends", "interface A {\r\n}\r\nfunction go() {\r\n  fail();\r\n}"],
  [
    "in a loop over types",
    "function go() {\n  for (const a of [1] as\n    number[]) {\n    fail();\n  }\n}",
  ],
  [
    "in a decorated method",
    "const same = <T>(value: T, _: unknown) => value;\nclass A {\n  @same\n  m(a: number): number {\n    return a + fail();\n  }\n}\nconst go = () => new A().m(1);",
  ],
  [
    "in a decorator",
    "function late(\n  _value: unknown,\n  _context: unknown,\n) {\n  return () =>\n    fail();\n}\nclass A {\n  @late m() {}\n}\nconst go = () => new A().m();",
  ],
  [
    "in the value of an accessor",
    "class A {\n  accessor a: number =\n    1 + fail();\n}\nconst go = () => new A();",
  ],
  [
    "below a resource",
    "function go() {\n  using a = { [Symbol.dispose]() {} };\n  const b: number = 1;\n  return [a, b, fail()];\n}",
  ],
  [
    "where a resource is disposed of",
    "function go() {\n  using a = {\n    [Symbol.dispose]() {\n      fail();\n    },\n  };\n  return [a];\n}",
  ],
  [
    "in a block with an awaited resource",
    "async function go() {\n  {\n    await using a = null;\n    await null;\n    fail();\n  }\n}",
  ],
  [
    "in a generator",
    "function* g(): Generator<number> {\n  yield 1;\n  yield fail();\n}\nconst go = () => [...g()];",
  ],
  [
    "in JSX",
    "/** @jsx h */\nfunction h(..._: unknown[]) {}\nconst go = () => (\n  <b>\n    <i>{fail()}</i>\n  </b>\n);",
  ],
  [
    "after a long import",
    "import {\n  type A,\n  a,\n} from 'm';\nfunction go() {\n  return [a, fail()];\n}",
  ],
];

const failing = "function fail(_n?: number): never { throw new Error('here'); }";
const modules = { m: { a: 1 } };

/** The place of the frame of `go`'s cell that called `fail`. */
async function placeOfCall(call: () => unknown, place: string): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return findUserFrames((error as Error).stack ?? "").find(
      ({ location }) => location.place === place,
    )?.location;
  }
  throw new Error("it did not fail");
}

function expected(source: string, place: string) {
  const before = source.slice(0, source.indexOf("fail("));
  return {
    place,
    line: before.split("\n").length,
    column: before.length - before.lastIndexOf("\n"),
  };
}

describe("an error has its line and column in the cell", () => {
  test.each(cells)("%s, when the cell is run", async (_what, source) => {
    const live = new LiveCells(modules);
    await live.run(failing);
    await live.run(source);
    const go = live.exports.go as () => unknown;
    expect(await placeOfCall(go, "cell 2")).toEqual(expected(source, "cell 2"));
  });

  test.each(cells)("%s, in a task's own module", async (_what, source) => {
    const task = "import { Task } from 'cauce'; class T extends Task { run() { return go(); } }";
    const hermetic = new HermeticCells([failing, source, task], modules);
    const { T } = await hermetic.load("T");
    expect(
      await placeOfCall(() => new (T as new () => { run(): unknown })().run(), "cell 2"),
    ).toEqual(expected(source, "cell 2"));
  });
});

test("a declaration's place is its own line", () => {
  const source =
    "// a\ninterface A {}\n\nconst b = 1,\n  c = 2;\n/** d */\nexport class D {}\nfor (var e of []) {}\nimport {\n  f,\n  g,\n} from 'm';\nenum H {}";
  const { declarations } = analyzeCell({ id: "a", label: "cell 1", source });
  const lines = Object.fromEntries(
    declarations.map(({ names, place }) => [names.join(), place.line]),
  );
  expect(lines).toEqual({ b: 4, c: 5, D: 7, e: 8, f: 10, g: 11, H: 13 });
});

test("a namespace that exports a variable is told what to do", () => {
  const source = "namespace N {\n  export let a = 1;\n}";
  expect(analyzeCell({ id: "a", label: "cell 1", source }).problems).toEqual([
    {
      message:
        "A namespace cannot export `let` or `var`. Make it a `const`, or export functions that read and change it",
      line: 2,
      column: 14,
    },
  ]);
});

const problems: [source: string, line: number, column: number][] = [
  ["let x = ;", 1, 9],
  ["const a = '😀😀😀' +;", 1, 21],
  ["// 😀\nlet é = ;", 2, 9],
  ["interface A {}\n\nconst a: number = (;", 3, 20],
  ["const a = <p>\n  <b>{</b>\n</p>;", 2, 8],
  ["const f = <T>(x: T) => x;\nconst s = '/>' +;", 2, 17],
];

test.each(problems)("a syntax error is placed where it is: %j", (source, line, column) => {
  const [problem] = analyzeCell({ id: "a", label: "cell 1", source }).problems;
  expect({ line: problem?.line, column: problem?.column }).toEqual({ line, column });
});
