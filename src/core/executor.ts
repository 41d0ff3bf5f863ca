import type { TaskFailure } from "./event.ts";
import type { Requirements } from "./task.ts";
import type { TaskContext } from "./task-context.ts";

/** How one attempt at a task ended. A failure of the user's code is a value, not an exception. */
export type Attempt =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly failure: TaskFailure;
      /** It was ended from outside: nothing of it has cleaned up. */
      readonly isKilled?: true;
    };

/** What an attempt may ask of the run around it. */
export interface AttemptContext extends TaskContext {
  /** With `stream` for what the task printed. */
  log(text: string, stream?: "stdout" | "stderr"): void;
  /** Resolves when the tasks that a running task yielded are done; rejects when one of them failed. */
  demand(requirements: Requirements): Promise<void>;
}

/** Where attempts run: this process, a thread, another machine. */
export interface Executor {
  execute(id: string, context: AttemptContext): Promise<Attempt>;
}
