// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code of cells is text here
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openKernel, type TestKernel } from "./kernel-rig.ts";

const files = {
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      experimentalDecorators: true,
      useDefineForClassFields: false,
      jsx: "react",
      jsxFactory: "make",
      jsxFragmentFactory: "Part",
    },
  }),
  "lib/older.ts":
    "import { mark } from './mark.ts';\nexport class Older { @mark m(@mark _n: number) { return 1; } }\n",
  "lib/mark.ts":
    "export const marks: string[] = [];\nexport function mark(_: object, key: string | undefined, more: unknown) { marks.push(`${key} ${typeof more}`); }\n",
};

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await openKernel(files);
});
afterAll(() => kernel[Symbol.asyncDispose]());

const make =
  "const make = (t: string, p: object | null, ...c: unknown[]) => [t, p, ...c]; const Part = 'part';";
const head = 'import { Task, text, run } from "cauce"; import { inspect } from "node:util";';
const seen =
  "const seen: string[] = [];\nfunction note(_: object, key: string | symbol | undefined, more?: PropertyDescriptor | number) { seen.push(`${String(key)} ${typeof more}`); }";

const rows: [what: string, cells: string[], shown: string][] = [
  [
    "older decorators",
    [seen, "class O1 { @note m() {} @note f = 1; n(@note _: number) {} }", "seen"],
    "[ 'm object', 'f undefined', 'n number' ]",
  ],
  [
    "older class decorators",
    [
      "function seal(c: new () => object) { Object.assign(c, { sealed: true }); }",
      "@seal class O2 {}\n(O2 as unknown as { sealed: boolean }).sealed",
    ],
    "true",
  ],
  [
    "older decorators in a module",
    [
      'import { Older } from "./lib/older.ts"; import { marks } from "./lib/mark.ts";\n[new Older().m(1), ...marks]',
    ],
    "[ 1, 'm number', 'm object' ]",
  ],
  [
    "fields that are assigned",
    [
      "class Base { set v(x: number) { this.w = x; } w = 0; }",
      "class Derived extends Base { constructor() { super(); } }\nObject.defineProperty(Derived.prototype, 'late', { set(this: Base, x: number) { this.w = x; } });\nclass Last extends Derived { late = 5; }\nnew Last().w",
    ],
    "5",
  ],
  ["the factory of elements", [make, "<p a={1}>x</p>"], "[ 'p', { a: 1 }, 'x' ]"],
  ["the factory of fragments", [make, "<>x</>"], "[ 'part', null, 'x' ]"],
  [
    "all of it in a task",
    [
      "%reset",
      make,
      seen,
      head,
      "class T1 extends Task { output() { return text(this); }\n  @note\n  async run() { await this.output().write(inspect([<b/>, seen])); } }",
      "await run(new T1());\nawait new T1().output().read()",
    ],
    "\"[ [ 'b', null ], [ 'run object' ] ]\"",
  ],
];

describe("the project's tsconfig.json decides on", () => {
  test.each(rows)("%s", async (_, cells, shown) => {
    let lines: string[] = [];
    for (const cell of cells) lines = await kernel.run(cell);
    expect(lines.filter((line) => /^(execute_result|error)/.test(line))).toEqual([
      `execute_result ${shown}`,
    ]);
  });
});

test("an edit of tsconfig.json counts from the next cell on", async () => {
  await kernel.run("const other = (t: string) => `other ${t}`;");
  writeFileSync(
    path.join(kernel.folder, "tsconfig.json"),
    '{ "compilerOptions": { "jsx": "react", "jsxFactory": "other" } }',
  );
  expect((await kernel.run("<p/>")).slice(0, -1)).toEqual(["execute_result 'other p'"]);
});
