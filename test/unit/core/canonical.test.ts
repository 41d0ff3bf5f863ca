import { expect, test } from "vitest";
import { canonicalJson } from "../../../src/core/canonical.ts";

const equal: [what: string, a: unknown, b: unknown][] = [
  ["keys in another order", { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
  ["a member that is undefined", { a: 1, b: undefined }, { a: 1 }],
  ["numbers spelled otherwise", 1000, 1e3],
  ["nought and its negative", 0, -0],
  ["equal dates", new Date(5), new Date(5)],
];

test.each(equal)("%s: one text", (_what, a, b) => {
  expect(canonicalJson(a)).toBe(canonicalJson(b));
});

const different: [what: string, a: unknown, b: unknown][] = [
  ["a number and its text", 1, "1"],
  ["a big integer and a number", 1n, 1],
  ["a date and its text", new Date(0), "1970-01-01T00:00:00.000Z"],
  ["a date and a record like it", new Date(0), { $date: "1970-01-01T00:00:00.000Z" }],
  ["a big integer and a record like it", 1n, { $bigint: "1" }],
  ["two escaped keys", { $a: 1 }, { $$a: 1 }],
  ["a map and a record", new Map([["a", 1]]), { a: 1 }],
  ["a set and an array", new Set([1]), [1]],
  ["not a number and null", Number.NaN, null],
  ["the infinities", Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ["the order of an array", [1, 2], [2, 1]],
  ["nesting", [[1], 2], [1, [2]]],
  ["null and no member", { a: null }, {}],
];

test.each(different)("%s: two texts", (_what, a, b) => {
  expect(canonicalJson(a)).not.toBe(canonicalJson(b));
});

test("it is JSON", () => {
  const value = { text: 'é\n"', list: [1, null, true], record: { b: 1, a: 2 } };
  expect(JSON.parse(canonicalJson(value))).toEqual(value);
});
