import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openKernel, type TestKernel } from "./kernel-rig.ts";

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await openKernel({ "data/words.csv": "word,n\nriver,1\n" });
  await kernel.run('import { ExternalTask, Task, csv, z } from "cauce";');
});
afterAll(() => kernel[Symbol.asyncDispose]());

/** What a cell's last value is published as. */
async function resultOf(code: string): Promise<Record<string, unknown>> {
  const { messages, reply } = await kernel.client.execute(code);
  expect(reply.content).toMatchObject({ status: "ok" });
  const result = messages.find(({ type }) => type === "execute_result");
  return Object(result?.content.data);
}

const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** A cell, the MIME types of its value, and what its text must hold. */
const rows: readonly (readonly [string, string, readonly string[], string])[] = [
  ["a string as text alone", '"a" + 1', ["text/plain"], "'a1'"],
  [
    "a Map as a tree",
    'new Map([["a", { b: [1] }]])',
    ["text/html", "text/plain"],
    "Map(1) { 'a' => { b: [ 1 ] } }",
  ],
  [
    "an instance with a circle in it",
    "class Node1 { next: Node1 = this; value = 1 }\nnew Node1()",
    ["text/html", "text/plain"],
    "[Circular *1]",
  ],
  ["records as a table", '[{ name: "a", n: 1 }]', ["text/html", "text/plain"], "1 row × 2 columns"],
  [
    "a PNG in a Buffer",
    `Buffer.from("${pixel}", "base64")`,
    ["image/png", "text/plain"],
    "PNG image, 1 × 1 pixels",
  ],
  [
    "a Vega-Lite specification",
    '({ $schema: "https://vega.github.io/schema/vega-lite/v5.json", mark: "bar", data: { values: [] } })',
    ["application/vnd.vegalite.v5+json", "text/plain"],
    "Vega-Lite chart",
  ],
  [
    "an element by its outerHTML",
    '({ outerHTML: "<b>x</b>" })',
    ["text/html", "text/plain"],
    "<b>x</b>",
  ],
  [
    "a plotly figure",
    '({ data: [{ type: "bar", x: ["a"], y: [1] }], layout: { title: "Bars" } })',
    ["text/html", "text/plain"],
    "Bars",
  ],
  [
    "an error by its place",
    'function fail(): Error {\n  return new RangeError("too long");\n}\nfail()',
    ["text/html", "text/plain"],
    "line 2",
  ],
  ["a function by its signature", "(a: number, b = 2) => a + b", ["text/plain"], "(a, b = 2)"],
  [
    "a target",
    'class Words extends ExternalTask { output() { return csv("data/words.csv"); } }\nnew Words().output()',
    ["text/html", "text/plain"],
    "CsvTarget data/words.csv · exists",
  ],
  [
    "a task",
    "class Model extends Task.with({ k: z.int().default(5) }) { output() { return csv(this); } }\nnew Model({ k: 7 })",
    ["text/html", "text/plain"],
    "k = 7",
  ],
  [
    "what a promise resolves to",
    "Promise.resolve(new Set([1]))",
    ["text/html", "text/plain"],
    "Set(1) { 1 }",
  ],
];

describe("the kernel shows", () => {
  test.each(rows)("%s", async (_, code, types, words) => {
    const data = await resultOf(code);
    expect(Object.keys(data).sort()).toEqual(types);
    expect(data["text/plain"]).toContain(words);
  });

  test("a value whose display method throws, as text, and names its class and its cell", async () => {
    const data = await resultOf(
      'class Chart {\n  size = 3;\n  [Symbol.for("Jupyter.display")]() {\n    throw new RangeError("too wide");\n  }\n}\nnew Chart()',
    );
    expect(data["text/plain"]).toMatch(
      /`Chart`: its display method threw RangeError: too wide \(cell \d+, line 4\)\.[\s\S]*Chart \{ size: 3 \}/,
    );
  });

  test("what a promise rejects with as the cell's error", async () => {
    const [line] = await kernel.run('Promise.reject(new Error("refused"))');
    expect(line).toMatch(/^error Error: refused/);
  });

  test("a huge value within a second, and answers on", async () => {
    const start = performance.now();
    const data = await resultOf(
      "Array.from({ length: 1000 }, (_, i) => Array.from({ length: 1000 }, (_, j) => ({ i, j })))",
    );
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(data["text/plain"]).toContain("Shown in part");
    expect(await resultOf("1 + 1")).toEqual({ "text/plain": "2" });
  });
});
