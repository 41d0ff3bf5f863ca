import type { AttemptContext } from "../core/executor.ts";
import { runAs } from "../core/running-task.ts";
import type { RunResult, Task } from "../core/task.ts";
import { attachContext } from "../core/task-context.ts";
import { stoppable } from "./stoppable.ts";

/**
 * Takes a task's `run()` to its end. A generator asks for further tasks by yielding them; anything
 * else is just awaited. A demand that fails is thrown where it was yielded: the generator may catch
 * it, and its `finally` runs.
 */
export async function drive(task: Task, context: AttemptContext): Promise<void> {
  attachContext(task, stoppable(context));
  // The run may have been cancelled while this attempt was made ready: nothing of it is begun.
  context.signal.throwIfAborted();
  await runAs({ id: task.id, task }, () => takeToEnd(task, context));
}

async function takeToEnd(task: Task, context: AttemptContext): Promise<void> {
  const result = task.run();
  if (!isGenerator(result)) {
    await result;
    return;
  }
  for (let step = await result.next(); !step.done; )
    step = await context.demand(step.value).then(
      () => result.next(),
      (error: unknown) => result.throw(error),
    );
}

function isGenerator(result: RunResult): result is Extract<RunResult, AsyncGenerator> {
  return typeof result === "object" && result !== null && Symbol.asyncIterator in result;
}
