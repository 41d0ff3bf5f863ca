import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";

let talk: Conversation;
beforeAll(async () => {
  talk = await Conversation.open();
  const { reply } = await talk.execute(`
import { csv, json, Task } from "cauce";
import { z as zod } from "zod";
class TrainModel extends Task.with({
  nEstimators: zod.int().default(100),
  kind: zod.enum(["forest", "knn"]).default("knn"),
}) {
  output() { return json<number>(this); }
}
const count = async () => 7;`);
  expect(reply.content.status).toBe("ok");
});
afterAll(() => talk?.[Symbol.asyncDispose]());

async function whatIsSaid(code: string): Promise<string> {
  const { reply } = await talk.execute(code);
  expect(reply.content).toMatchObject({ status: "error", ename: "TypeScriptError" });
  return (reply.content.traceback as string[]).join("\n");
}

describe("a cell that does not compile says what to do", () => {
  test.each([
    ["new TrainModel({ nEstimator: 5 })", "Did you mean to write 'nEstimators'?"],
    ['new TrainModel({ kind: "forst" })', `Did you mean '"forest"'?`],
    ["const conut = 5; cuont + 1", "Did you mean 'conut'?"],
    ['"abc".toUperCase()', "Did you mean 'toUpperCase'?"],
    ['import { Tsk } from "cauce"', "Did you mean 'Task'?"],
    ['text("a.txt")', 'Import it: `import { text } from "cauce";`'],
    ["z.string()", 'Import it: `import { z } from "zod";`'],
    ['dfd.readCSV("a")', 'Import it: `import * as dfd from "danfojs-node";`'],
    ['readFileSync("a")', 'Import it: `import { readFileSync } from "node:fs";`'],
    ['await readFile("a")', 'Import it: `import { readFile } from "node:fs/promises";`'],
    ["os.EOL", 'Import it: `import * as os from "node:os";`'],
    ['import a from "not-there"', "Install it with `npm install not-there`"],
    ['import a from "@not/there/deep"', "Install it with `npm install @not/there`"],
    ['import { sep } from "pth"', 'Did you mean "node:path"?'],
    ['import { a } from "./not-there.ts"', "relative to the notebook's folder"],
    ['import { a } from "#not-there"', "`imports` of the project's package.json"],
    ["const n: number = count();", "Did you forget to use 'await'?"],
    [
      "notRunYet + 1",
      "No cell that has run declares it. Run the cell that does, or correct the name.",
    ],
    ['print("a")', "In TypeScript this is `console.log(…)`."],
    ["None", "In TypeScript this is `null`."],
    ["count().toFixed()", "Did you forget to use 'await'?"],
    ["const rows = csv('a.csv').readRows(); rows.length", "Did you forget to use 'await'?"],
    ["const content = json('a.json').read(); content.setosa", "Did you forget to use 'await'?"],
    ["unheard = 5", "Declare it: `const unheard = …`, or `let` where its value changes later."],
    ["help(count)", "A cell with `count?` alone shows what it is."],
    ["!ls", "Write a cell of `%%bash` and, below it, `ls`."],
    ["!ls -la", "Write a cell of `%%bash` and, below it, `ls`."],
    ["csv('a.csv', { colums: { a: 'number' } })", "Did you mean `columns`?"],
    ["csv(new TrainModel(), { colums: { a: 'number' } })", "Did you mean `columns`?"],
    ["csv('a.csv', { heading: true })", "There is no option `heading`. There are `columns`, "],
  ])("%s: %s", async (code, expected) => {
    expect(await whatIsSaid(code)).toContain(expected);
  });

  test.each([
    ["!pip install pandas", "Packages come from npm: a cell of `%%bash`"],
    ["!mkdir -p a/b", "Write a cell of `%%bash` and, below it, `mkdir`."],
    ["1;\n# the rest", "A comment begins with `//`."],
    ["const k = 1; # neighbours", "A comment begins with `//`."],
    ["import pandas as pd", 'A table is read by `csv("…")`'],
    ["import numpy as np", 'It is written `import * as np from "numpy";`'],
    ["from numpy import array, mean", 'It is written `import { array, mean } from "numpy";`'],
    ["def f(x):\n    return x", "A function is written `function f(…) { … }`."],
    ["for x in [1, 2]:\n    x", "A loop is written `for (const x of …) { … }`."],
    ["for i, x in rows:\n    x", "A loop is written `for (const [i, x] of …) { … }`."],
    ["while True:\n    1", "It is written `while (…) { … }`."],
    ["class A(Task):\n    pass", "A class is written `class A extends Task { … }`."],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what is to be written
    ['const s = f"k = {k}"', "between backticks: `` `…${value}…` ``."],
  ])("where it is Python: %s", async (code, expected) => {
    const { reply } = await talk.execute(code);
    expect(reply.content).toMatchObject({ status: "error", ename: "SyntaxError" });
    expect((reply.content.traceback as string[]).join("\n")).toContain(expected);
  });

  test.each([
    ["class A { #a = 1; #b = }", "A comment begins"],
    ["if (count() {", "It is written"],
    ["for (const x in [1]", "A loop is written"],
    ['const text = "f" "g"', "between backticks"],
  ])("and says nothing of Python where it is none: %s", async (code, unexpected) => {
    const { reply } = await talk.execute(code);
    expect(reply.content).toMatchObject({ status: "error", ename: "SyntaxError" });
    expect((reply.content.traceback as string[]).join("\n")).not.toContain(unexpected);
  });

  test.each([
    ["await run([new TrainModel()])", "`run` takes one task. Gather several in a `WrapperTask`"],
    ["run([])", "`run` takes one task."],
    [
      "import { sweep } from 'cauce'; sweep(new TrainModel(), { nEstimators: [1] })",
      "Pass `TrainModel` itself, and no task of it.",
    ],
    [
      "class Sized extends Task.with({ k: zod.number }) {}",
      "`zod.number` makes a schema when it is called: `zod.number()`.",
    ],
    [
      "class Sized extends Task.with({ k: zod.string }) {}",
      "`zod.string` makes a schema when it is called: `zod.string()`.",
    ],
    [
      "class Sized extends Task.with({ k: zod.array }) {}",
      "`zod.array` makes a schema when it is called: `zod.array(…)`.",
    ],
    ["await run(TrainModel)", "`TrainModel` is the class; a task of it is `new TrainModel()`."],
    [
      "class All extends Task { requires() { return [TrainModel]; } }",
      "`TrainModel` is the class; a task of it is `new TrainModel()`.",
    ],
    [
      'class Noted extends Task { output() { return "notes.txt"; } }',
      'A target says where the result goes: `return text("notes.txt")`, or `return text(this)`.',
    ],
    [
      "(await csv('a.csv').readRows()).map((row) => row.height * 2)",
      'Declare it, `csv("…", { columns: { height: "number" } })`, or convert its values: `Number(…)`.',
    ],
    [
      "let sum = 0; for (const row of await csv('a.csv').readRows()) sum += row.height;",
      "A column that is not declared may hold text, numbers, booleans or null.",
    ],
    [
      "(await csv('a.csv').readRows()).map((row) => Math.sqrt(row.height))",
      "A column that is not declared may hold text, numbers, booleans or null.",
    ],
    [
      "(await csv('a.csv', { columns: { height: 'number' } }).readRows()).map((row) => row.height + 1)",
      "A missing value is null. Leave it out, or say what counts in its place: `row.height ?? 0`.",
    ],
    [
      "class Sized extends Task.with({ k: 3 }) {}",
      "A parameter is declared by a zod schema, such as `k: z.number()`; `.default(…)` makes it optional.",
    ],
    [
      "class Reads extends Task { require() { return new TrainModel(); } async run() { await this.input().read(); } }",
      "Give the class a `requires()` that returns a task.",
    ],
    [
      "class Reads extends Task { requires() { return { model: new TrainModel() }; } async run() { await this.input().read(); } }",
      "`this.input()` has the shape of what `requires()` returns, with each task's output in the task's place.",
    ],
    [
      "new Named(); class Named extends Task.with({ k: zod.int(), name: zod.string(), seed: zod.int().default(1) }) {}",
      "`Named` needs `k`, `name`: `new Named({ k: …, name: … })`.",
    ],
  ])("in the words of tasks: %s", async (code, expected) => {
    expect(await whatIsSaid(`import { run } from "cauce"; ${code}`)).toContain(expected);
  });

  test("with the place, the line, the culprit and where the error is explained", async () => {
    expect(await whatIsSaid("1;\nconst s: string = 5;")).toMatch(
      /^TypeScriptError: Type 'number' is not assignable to type 'string'\. \(TS2322\)\nCell \d+, line 2\n1 \| 1;\n2 \| const s: string = 5;\n {2}\| {7}~\nhttps:\/\/typescript\.tv\/errors\/#ts2322$/,
    );
  });
});

test("a misspelt member of a task's class is a note under the cell, which runs", async () => {
  const said = await talk.execute("class Split extends Task {\n  requries() { return []; }\n}");
  expect(said.reply.content.status).toBe("ok");
  expect(said.lines).toContainEqual(
    expect.stringMatching(
      /note: `Split\.requries` \(cell \d+, line 2\) is nothing .* Did you mean `requires`\?/,
    ),
  );
});

describe("%check", () => {
  test.each([
    ["off", "ok", []],
    ["warn", "ok", [expect.stringContaining("(TS2322)")]],
    ["error", "error", [expect.stringContaining("(TS2322)")]],
  ])("%s: a type error ends the cell with %s", async (mode, status, lines) => {
    await talk.execute(`%check ${mode}`);
    const answered = await talk.execute("const wrong: string = 5;");
    expect(answered.reply.content.status).toBe(status);
    expect(answered.lines).toEqual(lines);
  });
});
