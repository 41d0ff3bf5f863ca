import { expect, test } from "vitest";
import { Task } from "../../../src/core/task.ts";
import { referenceTo } from "../../../src/pipeline/reference-to.ts";

class A extends Task {}

test.each<[what: string, given: unknown, text: string]>([
  ["a class", A, "the class `A` itself: write `run(new A(…))`"],
  ["a list", [new A()], "a list: let a class that extends `WrapperTask` return it"],
  ["a promise", Promise.resolve(new A()), "a promise: put `await` before what gives the task"],
  ["nothing", undefined, "undefined. Expected a task"],
  ["null", null, "null. Expected a task"],
  ["an instance of something else", new Map(), "a value of the class `Map`"],
  ["a record", { family: "A" }, "a value of type object"],
  ["a record without a prototype", Object.create(null), "a value of type object"],
  ["text", "A", "a value of type string"],
])("%s where a task was meant is told as what it is", (_, given, text) => {
  expect(() => referenceTo(given, "run")).toThrow(`\`run\` was given ${text}`);
});
