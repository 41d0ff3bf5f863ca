import { expect, test } from "vitest";
import type { AttemptContext } from "../../../src/core/executor.ts";
import { Task } from "../../../src/core/task.ts";
import { InProcessExecutor } from "../../../src/executor/in-process-executor.ts";

const begun: string[] = [];

class Noted extends Task {
  override output() {
    return [];
  }
  override run() {
    begun.push(this.family);
  }
}

const contextWith = (signal: AbortSignal): AttemptContext => ({
  signal,
  progress: () => {},
  log: () => {},
  demand: () => Promise.reject(new Error("no demand was expected")),
});

test("an attempt whose run was cancelled while it was made ready does not begin", async () => {
  const executor = new InProcessExecutor(() => new Noted());
  const cancelled = await executor.execute("Noted()", contextWith(AbortSignal.abort()));
  expect([cancelled.ok, begun]).toEqual([false, []]);
  const open = await executor.execute("Noted()", contextWith(new AbortController().signal));
  expect([open.ok, begun]).toEqual([true, ["Noted"]]);
});

test("an attempt whose run is cancelled in the turn before its work does not begin it", async () => {
  begun.length = 0;
  const controller = new AbortController();
  const executor = new InProcessExecutor(() => new Noted());
  const attempt = executor.execute("Noted()", contextWith(controller.signal));
  controller.abort();
  expect([(await attempt).ok, begun]).toEqual([false, []]);
});

test("what tells of a task's start goes out before the task holds up this process", async () => {
  const order: string[] = [];
  class Busy extends Task {
    override output() {
      return [];
    }
    override run() {
      order.push("runs");
    }
  }
  setImmediate(() => order.push("told"));
  const executor = new InProcessExecutor(() => new Busy());
  await executor.execute("Busy()", contextWith(new AbortController().signal));
  expect(order).toEqual(["told", "runs"]);
});
