import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { ParameterShape } from "../../../../src/core/parameters.ts";
import { Task } from "../../../../src/core/task.ts";
import { parameterForm } from "../../../../src/kernel/widget/parameter-form.ts";

const model = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("random-forest"),
    nEstimators: z.int().min(1).default(100).describe("how many trees vote"),
  }),
  z.object({ kind: z.literal("knn"), k: z.int().min(1).default(5) }),
]);

/** What the form of a task asks, by parameter. */
function formOf(shape: ParameterShape, given: Readonly<Record<string, unknown>> = {}) {
  class Sample extends Task.with(shape) {}
  const { fields } = parameterForm(new Sample(given as never));
  return Object.fromEntries(fields.map(({ name, part }) => [name, part]));
}

const none = { label: "none", part: { asks: "nothing" } };

describe("a union of kinds", () => {
  const kinds = (chosen: number, nEstimators: number, k: number) => ({
    asks: "alternatives",
    by: "kind",
    chosen,
    alternatives: [
      {
        label: "random-forest",
        part: {
          asks: "fields",
          fields: [
            { name: "kind", description: "", part: { asks: "nothing", value: "random-forest" } },
            {
              name: "nEstimators",
              description: "how many trees vote",
              part: { asks: "number", isWhole: true, minimum: 1, value: nEstimators },
            },
          ],
        },
      },
      {
        label: "knn",
        part: {
          asks: "fields",
          fields: [
            { name: "kind", description: "", part: { asks: "nothing", value: "knn" } },
            {
              name: "k",
              description: "",
              part: { asks: "number", isWhole: true, minimum: 1, value: k },
            },
          ],
        },
      },
    ],
  });

  test("is a choice by the constants, and the others begin with their defaults", () => {
    expect(formOf({ model }, { model: { kind: "knn", k: 7 } })).toEqual({
      model: kinds(1, 100, 7),
    });
    expect(formOf({ model }, { model: { kind: "random-forest" } })).toEqual({
      model: kinds(0, 100, 5),
    });
  });

  test("may stand in a list, whose added items begin with the first kind", () => {
    const form = formOf({ models: z.array(model).prefault([{ kind: "knn", k: 3 }]) });
    expect(form.models).toEqual({
      asks: "list",
      items: [kinds(1, 100, 3)],
      added: kinds(0, 100, 5),
    });
  });

  test("may be null", () => {
    const form = formOf({ model: model.nullable().default(null) });
    expect(form.model).toMatchObject({ asks: "alternatives", by: "kind", chosen: 2 });
    expect(Object(form.model).alternatives[2]).toEqual({
      label: "none",
      part: { asks: "nothing", value: null },
    });
  });
});

describe("each schema asks with fields of its own", () => {
  test.each<[string, z.core.$ZodType, unknown, unknown]>([
    ["a text", z.string(), "a", { asks: "text", value: "a" }],
    [
      "a number",
      z.number().max(9),
      1.5,
      { asks: "number", isWhole: false, maximum: 9, value: 1.5 },
    ],
    ["a truth", z.boolean(), true, { asks: "yes-or-no", value: true }],
    ["a choice", z.enum(["a", "b"]), "b", { asks: "choice", values: ["a", "b"], chosen: 1 }],
    [
      "constants",
      z.union([z.literal("all"), z.literal(3)]),
      3,
      { asks: "choice", values: ["all", 3], chosen: 1 },
    ],
    [
      "a number or null",
      z.number().nullable(),
      null,
      { asks: "number", isWhole: false, whenEmpty: "null" },
    ],
    [
      "a choice or null",
      z.enum(["a", "b"]).nullable(),
      null,
      { asks: "choice", values: ["a", "b", null], chosen: 2 },
    ],
    [
      "a text or a number",
      z.union([z.string(), z.number()]),
      2,
      {
        asks: "alternatives",
        chosen: 1,
        alternatives: [
          { label: "text", part: { asks: "text", value: "" } },
          { label: "number", part: { asks: "number", isWhole: false, value: 2 } },
        ],
      },
    ],
    [
      "a number that may be left out",
      z.number().optional(),
      undefined,
      { asks: "number", isWhole: false, whenEmpty: "left-out" },
    ],
    [
      "a text that may be left out",
      z.string().optional(),
      undefined,
      {
        asks: "alternatives",
        chosen: 0,
        alternatives: [none, { label: "text", part: { asks: "text", value: "" } }],
      },
    ],
    [
      "a list",
      z.array(z.string()),
      ["a"],
      { asks: "list", items: [{ asks: "text", value: "a" }], added: { asks: "text", value: "" } },
    ],
    ["a record", z.record(z.string(), z.number()), { a: 1 }, { asks: "json", value: { a: 1 } }],
    ["a tuple", z.tuple([z.number(), z.string()]), [1, "a"], { asks: "json", value: [1, "a"] }],
    [
      "a record with more",
      z.looseObject({ a: z.number() }),
      { a: 1, b: 2 },
      { asks: "json", value: { a: 1, b: 2 } },
    ],
    ["a number as text", z.coerce.number(), "5", { asks: "json", value: "5" }],
  ])("%s", (_name, schema, value, expected) => {
    const given = value === undefined ? {} : { value };
    expect(formOf({ value: schema }, given)).toEqual({ value: expected });
  });

  test("a long list is asked for as JSON", () => {
    const value = Array.from({ length: 25 }, (_, at) => at);
    expect(formOf({ value: z.array(z.number()) }, { value })).toEqual({
      value: { asks: "json", value },
    });
  });

  test("a schema that contains itself ends in JSON", () => {
    const tree = z.object({
      name: z.string(),
      get children() {
        return z.array(tree).optional();
      },
    });
    const form = formOf({ value: tree }, { value: { name: "root", children: [{ name: "leaf" }] } });
    expect(JSON.stringify(form)).toContain('"asks":"json"');
  });
});

test("what a page must not see, and what JSON cannot say, is left out", () => {
  const shape = {
    token: z.string().default("tacit").meta({ visibility: "private" }),
    since: z.date().default(new Date(0)),
    count: z.bigint().default(3n),
    k: z.int().default(5),
  };
  expect(Object.keys(formOf(shape))).toEqual(["k"]);
});
