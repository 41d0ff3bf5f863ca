import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";

const setup = `
import { Task, csv, json } from "cauce";
import { z } from "zod";
const modelSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("random-forest"), nEstimators: z.int().default(100) }),
  z.object({ kind: z.literal("knn"), k: z.int().default(5) }),
]);
/** Trains one model. */
class TrainModel extends Task.with({
  model: modelSchema,
  level: z.enum(["low", "high"]).default("low"),
  seed: z.int().default(1),
}) {
  output() { return json<number>(this); }
}
interface Flower { sepal_length: number; species: string }
const flowers = await csv("flowers.csv").readRows<Flower>();
/** Adds two numbers, and **no** more. */
function add(a: number, b: number): number { return a + b; }
`;

let talk: Conversation;
beforeAll(async () => {
  talk = await Conversation.open({
    "flowers.csv": "sepal_length,species\n5.1,setosa\n",
    "measures.ts": "export const mean = 1;\n",
    "package.json": '{"type":"module","imports":{"#measures":"./measures.ts"}}\n',
    "node_modules/shapes/package.json":
      '{"name":"shapes","version":"1.0.0","exports":{".":"./index.js","./round":"./round.js"}}',
    "node_modules/shapes/index.js": "export const a = 1;",
    "node_modules/shapes/round.js": "export const b = 1;",
  });
  const { reply } = await talk.execute(setup);
  expect(reply.content.status).toBe("ok");
});
afterAll(() => talk?.[Symbol.asyncDispose]());

/** What is offered at the bar, as code with the first offers in the place of what they replace. */
async function complete(marked: string) {
  const at = marked.indexOf("¦");
  const code = marked.replace("¦", "");
  const cursor = [...marked.slice(0, at)].length;
  const { reply } = await talk.ask("complete_request", { code, cursor_pos: cursor });
  const { matches, cursor_start, cursor_end } = reply.content as {
    matches: string[];
    cursor_start: number;
    cursor_end: number;
  };
  const points = [...code];
  return {
    matches,
    replaced: points.slice(cursor_start, cursor_end).join(""),
    applied: `${points.slice(0, cursor_start).join("")}${matches[0]}${points.slice(cursor_end).join("")}`,
    types: (
      (reply.content.metadata as { _jupyter_types_experimental?: { type: string }[] })
        ._jupyter_types_experimental ?? []
    ).map(({ type }) => type),
  };
}

describe("a task's parameters", () => {
  test.each([
    ["new TrainModel({ ¦ })", ["model", "level", "seed"]],
    ["new TrainModel({\n  ¦", ["model", "level", "seed"]],
    ["new TrainModel({ se¦ })", ["seed"]],
    ['new TrainModel({ level: "¦" })', ["high", "low"]],
    ["new TrainModel({ level: ¦ })", ['"high"', '"low"']],
    ['new TrainModel({ model: { kind: "¦" } })', ["knn", "random-forest"]],
    ['new TrainModel({ model: { kind: "random-f¦" } })', ["random-forest"]],
    ['new TrainModel({ model: { kind: "¦', ["knn", "random-forest"]],
    ['new TrainModel({ model: { kind: "knn", ¦ } })', ["k"]],
  ])("%s: %j", async (marked, expected) => {
    const { matches } = await complete(marked);
    expect(matches).toEqual(expect.arrayContaining(expected));
    expect(matches.slice(0, expected.length).sort()).toEqual([...expected].sort());
  });
});

describe("columns that the type knows", () => {
  test.each([
    ["flowers[0]!.¦", ["sepal_length", "species"]],
    ["flowers.map((row) => row.sp¦)", ["species"]],
    ['flowers[0]!["¦"]', ["sepal_length", "species"]],
  ])("%s: %j", async (marked, expected) => {
    expect((await complete(marked)).matches).toEqual(expected);
  });
});

describe("imports", () => {
  test.each([
    ['import { cs¦ } from "cauce"', 'import { csv } from "cauce"'],
    ['import fs from "node:fs/p¦"', 'import fs from "node:fs/promises"'],
    ['import * as shapes from "sha¦"', 'import * as shapes from "shapes"'],
    ['import { b } from "shapes/r¦"', 'import { b } from "shapes/round"'],
    ['import { mean } from "./mea¦"', 'import { mean } from "./measures.ts"'],
    ['import { mean } from "#mea¦"', 'import { mean } from "#measures"'],
    ['await import("node:osx¦")', undefined],
    ["const s = 'z'; import z2 from 'zo¦'", "const s = 'z'; import z2 from 'zod'"],
  ])("%s becomes %s", async (marked, applied) => {
    const { matches, applied: found } = await complete(marked);
    if (applied === undefined) expect(matches).toEqual([]);
    else expect(found).toBe(applied);
  });
});

describe("names and members", () => {
  test.each([
    ["ad¦", "add"],
    ['"abc".toUpperC¦', '"abc".toUpperCase'],
    ['const 𝒳 = "😀"; 𝒳.toUpperC¦', 'const 𝒳 = "😀"; 𝒳.toUpperCase'],
    ["// it's\nflowers[0]!.spe¦ /* isn't */", "// it's\nflowers[0]!.species /* isn't */"],
    ["/* it's */ flowers[0]!.spe¦", "/* it's */ flowers[0]!.species"],
    ['({ "a-b": 1, c: 2 }).¦', '({ "a-b": 1, c: 2 }).c'],
    ["<div>{flowers[0]!.spe¦}</div>", "<div>{flowers[0]!.species}</div>"],
    ["<img alt={flowers[0]!.spe¦} />", "<img alt={flowers[0]!.species} />"],
    [
      "<p>{tall.w¦}</p>;\nconst tall = { width: 1 };",
      "<p>{tall.width}</p>;\nconst tall = { width: 1 };",
    ],
    ["%time flowers[0]!.spe¦", "%time flowers[0]!.species"],
    ["const n = 1\n%timeit flowers[0]!.spe¦", "const n = 1\n%timeit flowers[0]!.species"],
    ["%%timeit\nflowers[0]!.spe¦", "%%timeit\nflowers[0]!.species"],
    ["%cd data\nflowers[0]!.spe¦", "%cd data\nflowers[0]!.species"],
    ["?flowers.ma¦", "?flowers.map"],
  ])("%s becomes %s", async (marked, applied) => {
    expect((await complete(marked)).applied).toBe(applied);
  });

  test.each([
    "<div>{flowers[0]!.¦}</div>",
    "const a = <p>{flowers[0]!.¦}</p>;",
    "%time flowers[0]!.¦",
  ])("%s offers members before one is typed", async (marked) => {
    expect((await complete(marked)).matches).toEqual(["sepal_length", "species"]);
  });

  test.each(["%%bash\nls | ad¦", "%%bash\nls | ¦", "%%bash\nfl¦\nls", "%cd da¦", "%who ad¦"])(
    "%j is offered no TypeScript",
    async (marked) => {
      expect((await complete(marked)).matches).toEqual([]);
    },
  );

  test("have kinds, for the front end's icons", async () => {
    expect((await complete('"a".toUpperC¦')).types).toEqual(["method"]);
    expect((await complete("({ width: 1 }).w¦")).types).toEqual(["property"]);
  });
});

describe("inspection", () => {
  test.each([
    ["add(1, 2)", 1, "add: (a: number, b: number) => number", "Adds two numbers, and **no** more."],
    ['"😀😀"; add', 7, "add: (a: number, b: number) => number", "**no**"],
    [
      "%time add(1, 2)",
      7,
      "add: (a: number, b: number) => number",
      "Adds two numbers, and **no** more.",
    ],
    ["setTimeout(() => 1, 2)", 4, "setTimeout: typeof setTimeout", "Schedules execution"],
    [
      "/** Shared. */ namespace Shared { export const a = 1; }",
      27,
      "Shared: typeof Shared",
      "Shared.",
    ],
    [
      "TrainModel",
      10,
      'class TrainModel extends Task.with({\n  model: modelSchema,\n  level: z.enum(["low", "high"]).default("low"),\n  seed: z.int().default(1),\n})',
      "Trains one model.",
    ],
    [
      "/** Scaled. */ class Scaled extends Map<string, number> { n = 1 }\nnew Scaled()",
      70,
      "class Scaled extends Map<string, number>",
      "Scaled.",
    ],
  ])("%s: signature and documentation in Markdown", async (code, cursor, signature, words) => {
    const { reply } = await talk.ask("inspect_request", { code, cursor_pos: cursor });
    const data = reply.content.data as Record<string, string>;
    expect(data["text/markdown"]).toContain(`\`\`\`typescript\n${signature}\n\`\`\``);
    expect(data["text/markdown"]).toContain(words);
    expect(data["text/plain"]).toContain(signature);
  });
});
