import { isCauceError } from "../core/errors.ts";
import type { TaskFailure } from "../core/event.ts";
import type { Attempt, AttemptContext, Executor } from "../core/executor.ts";
import { findUserFrames } from "../core/source-places.ts";
import type { RunResult, Task } from "../core/task.ts";
import { attachContext } from "../core/task-context.ts";

/** Runs attempts in this process, on the instances that it is given. */
export class InProcessExecutor implements Executor {
  readonly #find: (id: string) => Task | undefined;

  constructor(find: (id: string) => Task | undefined) {
    this.#find = find;
  }

  async execute(id: string, context: AttemptContext): Promise<Attempt> {
    const task = this.#find(id);
    if (task === undefined) throw new Error(`no instance of ${id}`);
    attachContext(task, stoppable(context));
    try {
      // The run may have been cancelled while this attempt was made ready: nothing of it is begun.
      context.signal.throwIfAborted();
      await drive(task.run(), context);
      return { ok: true };
    } catch (error) {
      return { ok: false, failure: failureOf(error) };
    }
  }
}

/** A task whose run was cancelled stops where it next tells of itself: its result would not count. */
function stoppable(context: AttemptContext): AttemptContext {
  const { signal } = context;
  return {
    ...context,
    signal,
    progress: (done, total) => {
      signal.throwIfAborted();
      context.progress(done, total);
    },
    log: (text) => {
      signal.throwIfAborted();
      context.log(text);
    },
  };
}

/**
 * A generator asks for further tasks by yielding them; anything else is just awaited. A demand
 * that fails is thrown where it was yielded: the generator may catch it, and its `finally` runs.
 */
async function drive(result: RunResult, context: AttemptContext): Promise<void> {
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

/** An error of the user's code as data, with the place in the cell where it was thrown. */
export function failureOf(error: unknown): TaskFailure {
  if (!(error instanceof Error))
    return { name: "Error", message: `a value that is no Error was thrown: ${String(error)}` };
  const stack = error.stack ?? "";
  const at =
    isCauceError(error) && error.location !== undefined
      ? error.location
      : findUserFrames(stack)[0]?.location;
  return {
    name: error.name,
    message: error.message,
    ...("code" in error && typeof error.code === "string" ? { code: error.code } : {}),
    ...(at === undefined ? {} : { place: at.place }),
    ...(at?.line === undefined ? {} : { line: at.line }),
    ...(at?.column === undefined ? {} : { column: at.column }),
    stack,
  };
}
