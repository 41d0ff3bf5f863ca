import { expect, test } from "vitest";
import { type AwaitedTask, estimateRun } from "../../../src/plan/estimate-run.ts";

const task = (
  id: string,
  expectedMs: number | undefined,
  ...requirements: string[]
): AwaitedTask => ({
  id,
  requirements,
  expectedMs,
});

test("a chain takes the sum, however many workers there are", () => {
  const chain = [task("a", 100), task("b", 200, "a"), task("c", 300, "b")];
  expect(estimateRun(chain, 8)).toEqual({ ms: 600, unknown: 0, workers: 8 });
});

test("tasks beside each other share the workers", () => {
  const four = ["a", "b", "c", "d"].map((id) => task(id, 100));
  expect(estimateRun(four, 1).ms).toBe(400);
  expect(estimateRun(four, 2).ms).toBe(200);
  expect(estimateRun(four, 9).ms).toBe(100);
});

test("the longest path comes first, as in the run", () => {
  const tasks = [task("x", 100), task("y", 100), task("long", 100), task("end", 200, "long")];
  expect(estimateRun(tasks, 2).ms).toBe(300);
});

test("what is not awaited is done, and what is named twice is waited for once", () => {
  expect(estimateRun([task("a", 50, "done", "done"), task("b", 50, "a", "a")], 2).ms).toBe(100);
});

test("a task of unknown length is counted and adds no time", () => {
  const tasks = [task("a", undefined), task("b", 100, "a")];
  expect(estimateRun(tasks, 1)).toEqual({ ms: 100, unknown: 1, workers: 1 });
});

test("nothing to do takes no time", () => {
  expect(estimateRun([], 4)).toEqual({ ms: 0, unknown: 0, workers: 4 });
});
