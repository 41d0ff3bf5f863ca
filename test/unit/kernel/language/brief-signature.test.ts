import { expect, test } from "vitest";
import { briefSignature } from "../../../../src/kernel/language/brief-signature.ts";

test.each([
  ["a value", "number[]", "x: number[]", true],
  ["a function", "(a: number) => string", "x: (a: number) => string", true],
  [
    "several signatures",
    "{ <const T extends A<B> = Record<never, C>>(path: string, f: (a: T) => T): D<T>; (task: E): F; }",
    "x(path: string, f: (a: T) => T): D<T>",
    false,
  ],
  [
    "several without type parameters",
    "{ (a: { b: 1; }): 1; (c: 2): 2; }",
    "x(a: { b: 1; }): 1",
    false,
  ],
  ["an object with members", "{ a: number; }", "x: { a: number; }", true],
  ["signatures that were cut off", "{ <T extends (a: nu...", "x", false],
  ["an empty type", "", "x: ", true],
])("%s is told in one line", (_, type, line, isWhole) => {
  expect(briefSignature("x", type)).toEqual({ line, isWhole });
});

test("what is longer than a line is cut, and not said to be whole", () => {
  const { line, isWhole } = briefSignature("x", `"${"a".repeat(500)}"`);
  expect(line).toMatch(/^x: "a+ …$/);
  expect(line.length).toBeLessThanOrEqual(160);
  expect(isWhole).toBe(false);
});
