import { Script } from "node:vm";
import { expect, test } from "vitest";
import { analyzeCell } from "../../src/cell/analyze-cell.ts";
import { CodeBase } from "../../src/cell/code-base.ts";
import { convertCell, importFunction } from "../../src/cell/convert-cell.ts";
import { exportModule } from "../../src/cell/export-module.ts";
import { readCell } from "../../src/cell/read-cell.ts";
import * as library from "../../src/index.ts";

function exported(sources: readonly string[]): string {
  const cells = sources.map((source, at) => ({ id: `${at}`, label: `cell ${at + 1}`, source }));
  return exportModule(cells, new CodeBase(cells.map((cell) => analyzeCell(cell))));
}

/** Evaluates the module as one piece: what is used before it is declared fails. */
async function evaluate(module: string): Promise<Record<string, unknown>> {
  const { code, problems } = convertCell(readCell(module), () => false);
  expect(problems).toEqual([]);
  Object.assign(globalThis, { [importFunction]: async () => library });
  const exports: Record<string, unknown> = {};
  const run = new Script(`(async function (exports, require) { ${code}\n})`).runInThisContext() as (
    exports: object,
  ) => Promise<void>;
  await run(exports);
  return exports;
}

const head = 'import { Task } from "cauce";';

test("the module can be evaluated from its top, whatever the order of the cells", async () => {
  const cells = [
    head,
    "class T extends Base { run() { return [E.A, N.b, k] as never; } }",
    "enum E { A = k }\nnamespace N { export const b = E.A + 1; }",
    "const Base = Task.with({});",
    "export const k = 3;",
  ];
  const { T } = await evaluate(exported(cells));
  expect(new (T as new () => { run(): unknown })().run()).toEqual([3, 4, 3]);
});

test("types and comments go along, plots and unused declarations do not", () => {
  const cells = [
    head,
    "// What a row holds.\nexport interface Row { a: number }\ntype Rows = Row[];\ndeclare const outside: number;",
    "// doubles\nconst twice = (n: number): number => n * 2;\nconst unused = 1;\nconsole.log(unused);",
    "/** Adds. */\nclass Sums extends Task { rows: Rows = []; run() { twice(1); } }",
  ];
  expect(exported(cells)).toBe(`import { Task } from "cauce";

// What a row holds.
export interface Row { a: number }

type Rows = Row[];

declare const outside: number;

// doubles
const twice = (n: number): number => n * 2;

/** Adds. */
export class Sums extends Task { rows: Rows = []; run() { twice(1); } }
`);
});

test("an enum that only types name goes along", () => {
  expect(exported([head, "enum E { A }", "class T extends Task { a?: E; }"])).toContain(
    "enum E { A }",
  );
});

test("a cell with JSX is read as such", () => {
  expect(
    exported([
      head,
      "const view = (n: number) => <b>{n}</b>;",
      "class T extends Task { run() { view(1); } }",
    ]),
  ).toContain("<b>{n}</b>");
});

test("imports are those that the module mentions: a member, a key or a comment of the name is none", () => {
  const cells = [
    'import { Task, csv, dag, run, text, why } from "cauce";\nimport { z } from "zod";',
    "/** dag */\nclass A extends Task.with({ why: z.int(), k: z.int() }) {\n  output() { return text(this); }\n  csv = this.why;\n  async run() { await super.run(); this.csv; }\n}",
  ];
  expect(exported(cells).split("\n\n")[0]).toBe(
    'import { Task, text } from "cauce";\nimport { z } from "zod";',
  );
});

test("imports of types, of elements and of what makes them go along", () => {
  const cells = [
    'import { Task, type Output, type Target } from "cauce";\nimport { h, Fragment, Card } from "elements";\nimport * as all from "all";',
    "/** @jsx h */\nclass A extends Task { card = <Card.Title>{all.one}</Card.Title>; output(): Output { return [] } }",
  ];
  expect(exported(cells).split("\n\n")[0]?.split("\n")).toEqual([
    'import { Task, type Output } from "cauce";',
    'import { h, Card } from "elements";',
    'import * as all from "all";',
  ]);
});
