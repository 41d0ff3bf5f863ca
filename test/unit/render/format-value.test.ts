import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { formatValue } from "../../../src/render/format-value.ts";

test.each<[value: unknown, text: string]>([
  ["two\nlines", "two lines"],
  [[1, "a", null], "[1, a, null]"],
  [{ kind: "knn", k: 7 }, "{kind: knn, k: 7}"],
  [
    new Map<unknown, unknown>([
      ["a", 1],
      [2, [3]],
    ]),
    "{a → 1, 2 → [3]}",
  ],
  [new Set(["a", { b: 1 }]), "{a, {b: 1}}"],
  [new Map(), "{}"],
  [/a+/g, "/a+/g"],
  [new RangeError("too far"), "RangeError: too far"],
  [new Date(0), "1970-01-01T00:00:00.000Z"],
  [new Date(Number.NaN), "invalid date"],
  [runInNewContext("new Map([['other', new Date(0)]])"), "{other → 1970-01-01T00:00:00.000Z}"],
  [{ a: { b: { c: { d: { e: 1 } } } } }, "{a: {b: {c: {d: …}}}}"],
  [undefined, "not set"],
])("%j is written as a person would", (value, text) => {
  expect(formatValue(value)).toBe(text);
});

test("a long value is cut", () => {
  expect(formatValue(new Map([["key", "x".repeat(100)]]), 12)).toBe("{key → xxxx…");
});
