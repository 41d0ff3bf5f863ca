import { type BatchResult, rejectionsOf } from "../core/batch-result.ts";
import type { TaskFailure } from "../core/event.ts";
import type { BatchContext } from "../core/executor.ts";
import { runAs } from "../core/running-task.ts";
import { classOf, type Task } from "../core/task.ts";
import { attachContext } from "../core/task-context.ts";
import { describeBatch } from "./describe-batch.ts";
import { failureOf } from "./failure-of.ts";
import { stoppable } from "./stoppable.ts";

/** Takes the `runBatch()` of some tasks of one class to its end. Returns those that failed, by their ids. */
export async function driveBatch(
  tasks: readonly Task[],
  context: BatchContext,
): Promise<ReadonlyMap<string, TaskFailure>> {
  const { signal } = context;
  for (const task of tasks)
    attachContext(
      task,
      stoppable({
        signal,
        progress: (done, total) => context.progress(task.id, done, total),
        log: (text) => context.log(task.id, text),
      }),
    );
  signal.throwIfAborted();
  const [first] = tasks;
  if (first === undefined) return new Map();
  const id = describeBatch(tasks.map((task) => task.id));
  const result: Awaited<BatchResult> = await runAs({ id }, async () =>
    classOf(first).runBatch?.(tasks),
  );
  const rejected = rejectionsOf(first.family, tasks.length, result);
  return new Map([...rejected].map(([at, reason]) => [tasks[at]?.id ?? "", failureOf(reason)]));
}
