import { expect, test } from "vitest";
import { z } from "zod";
import { findStrayKey } from "../../../src/cli/find-stray-key.ts";
import { jsonSchemaOf } from "../../../src/core/json-schema.ts";

const knn = z.object({ kind: z.literal("knn"), k: z.int().default(5) });
const forest = z.object({ kind: z.literal("forest"), trees: z.int().optional() });
const model = z.discriminatedUnion("kind", [knn, forest]).nullable();

test.each([
  [model, { kind: "knn", kk: 3 }, ["kk"], ["kind", "k"]],
  [model, { kind: "forest", k: 3 }, ["k"], ["kind", "trees"]],
  [model.default(null), { k: 3, x: 1 }, ["x"], ["kind", "k", "trees"]],
  [z.array(model), [{ kind: "knn" }, { kind: "knn", q: 1 }], ["1", "q"], ["kind", "k"]],
  [z.object({ in: knn }), { in: { kind: "knn", q: 1 } }, ["in", "q"], ["kind", "k"]],
  [z.strictObject({ a: z.int() }), { b: 1 }, ["b"], ["a"]],
])("a key that no alternative knows is found: %#", (schema, value, path, known) => {
  expect(findStrayKey(jsonSchemaOf(schema), value)).toEqual({ path, known });
});

test.each([
  [model, { kind: "knn", k: 3 }],
  [model, null],
  [model, { kind: "other", k: 3 }],
  [z.record(z.string(), z.int()), { any: 1 }],
  [z.looseObject({ a: z.int() }), { b: 1 }],
  [z.object({ a: z.int() }).catchall(z.int()), { b: 1 }],
  [z.unknown(), { b: 1 }],
  [z.union([z.object({ a: z.int() }), z.record(z.string(), z.int())]), { b: 1 }],
  [z.array(z.int()), [1, 2]],
  [z.string(), { b: 1 }],
])("nothing is found where every key has its place or any is allowed: %#", (schema, value) => {
  expect(findStrayKey(jsonSchemaOf(schema), value)).toBeUndefined();
});
