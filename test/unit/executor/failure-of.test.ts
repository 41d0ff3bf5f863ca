import { expect, test } from "vitest";
import { CauceError } from "../../../src/core/errors.ts";
import type { TaskFailure } from "../../../src/core/event.ts";
import { failureOf, placeFailure } from "../../../src/executor/failure-of.ts";
import { describeMessage } from "../../../src/render/describe-node.ts";
import { renderFailure } from "../../../src/render/render-failure.ts";

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
    [new Error(), "an error without a message was thrown"],
    [withOdd({ message: undefined }), "an error without a message was thrown"],
  ];
  for (const [value, message] of thrown) {
    const failure = structuredClone(failureOf(value));
    expect(failure.message).toBe(message);
  }
});

test("a failure tells the errors that it gathers, the first of many, also of one that gathers itself", () => {
  const gathered = new AggregateError(
    [new TypeError("one"), "two", ...[3, 4, 5, 6, 7].map((n) => new Error(`no ${n}`))],
    "all failed",
  );
  const failure = placeFailure(structuredClone(failureOf(gathered)));
  const told = renderFailure(failure).filter((line) => !/^ *(\d* \||at )/.test(line));
  expect(told).toEqual([
    "AggregateError: all failed",
    "Error 1 of 7: TypeError: one",
    "Error 2 of 7: a value that is no Error was thrown: two",
    ...[3, 4, 5].map((n) => `Error ${n} of 7: no ${n}`),
    "… and 2 more",
  ]);
  gathered.errors.splice(0, 7, gathered);
  expect(renderFailure(failureOf(gathered))).toHaveLength(3);
});

test.each([
  ["words", "Caused by words"],
  [{ code: 5 }, "Caused by { code: 5 }"],
])("a cause that is no error is told as it is: %j", (cause, told) => {
  const failure = structuredClone(failureOf(new Error("outer", { cause })));
  expect(renderFailure(failure).at(-1)).toBe(told);
});

test("an error's name leads where it tells more than the message, on a card and at length", () => {
  const told = (failure: TaskFailure) => [describeMessage(failure), renderFailure(failure)[0]];
  expect(told(failureOf(new CauceError("odd", "`x` is odd.")))).toEqual([
    "`x` is odd.",
    "`x` is odd.",
  ]);
  const type = "TypeError: an error without a message was thrown";
  expect(told(failureOf(new TypeError(" ")))).toEqual([type, type]);
});
