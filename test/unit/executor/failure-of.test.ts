import { expect, test } from "vitest";
import { failureOf } from "../../../src/executor/failure-of.ts";

const withOdd = (parts: Readonly<Record<string, unknown>>) =>
  Object.assign(new Error("plain"), parts);

test("whatever is thrown becomes a failure that can be copied to another thread", () => {
  const thrown: readonly (readonly [unknown, string])[] = [
    [undefined, "a value that is no Error was thrown: undefined"],
    [Symbol("odd"), "a value that is no Error was thrown: Symbol(odd)"],
    [{ code: 7, rows: [1] }, "a value that is no Error was thrown: { code: 7, rows: [ 1 ] }"],
    [Object.create(null), "a value that is no Error was thrown: [Object: null prototype] {}"],
    [withOdd({ stack: 5 }), "plain"],
    [withOdd({ message: () => 1 }), "() => 1"],
  ];
  for (const [value, message] of thrown) {
    const failure = structuredClone(failureOf(value));
    expect(failure.message).toBe(message);
  }
});
