import { describe, expect, test } from "vitest";
import { z } from "zod";
import { parseTaskArguments } from "../../../src/cli/task-arguments.ts";
import type { ParameterSchema } from "../../../src/core/parameters.ts";
import { parseParameters } from "../../../src/core/parse-parameters.ts";

const model = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("forest"), trees: z.int().default(100) }),
  z.object({ kind: z.literal("knn"), k: z.int() }),
]);

function messageOf(refused: () => unknown): string {
  try {
    refused();
  } catch (error) {
    return String(error).replace("CauceError: `Train`: parameter `maxDepth", "");
  }
  throw new Error("it was accepted");
}

const inCode = (schema: ParameterSchema, maxDepth: unknown) =>
  messageOf(() => parseParameters("Train", { maxDepth: schema }, { maxDepth }));
const inShell = (schema: ParameterSchema, word: string) =>
  messageOf(() => parseTaskArguments("Train", { maxDepth: schema }, ["--max-depth", word]));

const rows: readonly (readonly [ParameterSchema, unknown, string])[] = [
  [z.number(), "two", '` is "two": expected number, for example `maxDepth: 5`'],
  [z.int(), "7", '` is "7": expected number, for example `maxDepth: 7`'],
  [z.int().default(3), "x", '` is "x": expected number, for example `maxDepth: 3`'],
  [z.int(), 6.7, "` is 6.7: expected a whole number, for example `maxDepth: 7`"],
  [z.number().gt(0).lt(1), 2, "` is 2: expected number to be <1, for example `maxDepth: 0.5`"],
  [
    z.int().multipleOf(4),
    9,
    "` is 9: Invalid number: must be a multiple of 4, for example `maxDepth: 8`",
  ],
  [
    z.enum(["manhattan", "euclid"]),
    "euclidean",
    '` is "euclidean": expected one of "manhattan"|"euclid", for example `maxDepth: "euclid"`',
  ],
  [z.string(), 5, '` is 5: expected string, for example `maxDepth: "5"`'],
  [z.boolean(), "off", '` is "off": expected boolean, for example `maxDepth: false`'],
  [z.bigint(), 3, "` is 3: expected bigint, for example `maxDepth: 3n`"],
  [z.array(z.string()), "a", '` is "a": expected array, for example `maxDepth: ["a"]`'],
  [
    z.tuple([z.int(), z.string()]),
    1,
    '` is 1: expected tuple, for example `maxDepth: [5, "text"]`',
  ],
  [z.iso.date(), "2024", '` is "2024": Invalid ISO date, for example `maxDepth: "2026-01-31"`'],
  [
    z.union([z.int(), z.literal("auto")]),
    "atuo",
    '` is "atuo": expected number or "auto", for example `maxDepth: "auto"`',
  ],
  [
    model,
    { kind: "kn" },
    ".kind` is \"kn\": expected 'forest' | 'knn', for example `kind: \"knn\"`",
  ],
  [model, { kind: "knn" }, ".k` is missing: expected number, for example `k: 5`"],
  [
    z.strictObject({ "a b": z.int() }),
    { "a b": 1, c: 2 },
    '` is {a b:1,c:2}: Unrecognized key: "c", for example `maxDepth: { "a b": 1 }`',
  ],
  [z.string().regex(/^a/), "b", '` is "b": Invalid string: must match pattern /^a/'],
  [z.date(), "2024", '` is "2024": expected date'],
];

describe("A wrong value in code is told with one that would be taken:", () => {
  test.each(rows.map(([schema, given, says]) => [says, schema, given] as const))(
    "%s",
    (says, schema, given) => {
      expect(inCode(schema, given)).toBe(says);
    },
  );
});

describe("A wrong value in a shell is told with the words to write:", () => {
  test.each<[ParameterSchema, string, string]>([
    [z.number(), "two", '` is "two": expected number, for example `--max-depth 5`'],
    [z.enum(["a b", "c"]), "a", '` is "a": expected one of "a b"|"c", for example `--max-depth c`'],
    [
      z.enum(["a b", "cdefg"]),
      "ab",
      '` is "ab": expected one of "a b"|"cdefg", for example `--max-depth \'a b\'`',
    ],
    [
      model,
      '{"kind":"knn","k":"9"}',
      '.k` is "9": expected number, for example `--max-depth \'{"kind":"knn","k":9}\'`',
    ],
    [z.literal("it's"), "its", '` is "its": expected "it\'s"'],
  ])("row %#", (schema, word, says) => {
    expect(inShell(schema, word)).toBe(says);
  });
});

test("what is missing is left to the task, which may give it to itself", () => {
  const shape = { seed: z.int(), model };
  expect(parseTaskArguments("Train", shape, ["--seed", "1"])).toEqual({ seed: 1 });
});

test("of a private value not even a guess is shown", () => {
  const secret = z.int().meta({ visibility: "private" });
  expect(inCode(secret, "4711")).toBe("` does not fit: expected number");
  expect(inShell(secret, "4711x")).toBe("` does not fit: expected number");
});
