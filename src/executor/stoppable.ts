import type { TaskContext } from "../core/task-context.ts";

/** A task whose run was cancelled stops where it next tells of itself: its result would not count. */
export function stoppable<Context extends TaskContext>(context: Context): Context {
  const { signal } = context;
  return {
    ...context,
    signal,
    progress: (done: number, total: number) => {
      signal.throwIfAborted();
      context.progress(done, total);
    },
    log: (text: string) => {
      signal.throwIfAborted();
      context.log(text);
    },
  };
}
