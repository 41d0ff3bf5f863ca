import { expect, test } from "vitest";
import { LatestLogs } from "../../../../src/kernel/widget/latest-logs.ts";

const head = { id: "A", family: "A", params: {} };

test("a task's log holds its latest run, and of that the last 60 lines of 400 characters", () => {
  const logs = new LatestLogs();
  logs.take({ event: "log", ...head, text: "an earlier run" });
  logs.take({ event: "task", ...head, status: "started", reason: [] });
  for (let line = 0; line < 100; line++)
    logs.take({ event: "log", ...head, text: `${line} ${"x".repeat(1_000)}` });
  expect(logs.of("A")).toHaveLength(60);
  expect(logs.of("A")[0]).toMatch(/^40 x{396}…$/);
  expect(logs.of("B")).toEqual([]);
});

test("how a task failed ends its log", () => {
  const logs = new LatestLogs();
  const error = { name: "Error", message: "no", stack: "Error: no\n    at run (cell 2:3:1)" };
  logs.take({ event: "task", ...head, status: "failed", ms: 1, error });
  expect(logs.of("A")).toEqual(["Error: no", "    at run (cell 2:3:1)"]);
});

test("the logs of the oldest tasks make room", () => {
  const logs = new LatestLogs();
  for (let k = 0; k < 600; k++) {
    const task = { ...head, id: `T${k}` };
    logs.take({ event: "task", ...task, status: "started", reason: [] });
    logs.take({ event: "log", ...task, text: "here" });
  }
  expect(logs.of("T0")).toEqual([]);
  expect(logs.of("T599")).toEqual(["here"]);
});
