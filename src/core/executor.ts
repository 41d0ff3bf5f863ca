import type { TaskFailure } from "./event.ts";
import type { Requirements } from "./task.ts";
import type { TaskContext } from "./task-context.ts";

interface Measured {
  /** How long it took by the clock of the place where it ran: the asker may have been busy meanwhile. */
  readonly ms?: number;
}

/** How one attempt at a task ended. A failure of the user's code is a value, not an exception. */
export type Attempt =
  | (Measured & {
      readonly ok: true;
      /** Of a batch that came to its end: those of its tasks that failed, by their ids. */
      readonly failed?: ReadonlyMap<string, TaskFailure>;
      /** It had begun before and was ended from outside: nothing of that has cleaned up. */
      readonly isKilled?: boolean;
    })
  | (Measured & {
      readonly ok: false;
      readonly failure: TaskFailure;
      /** It was ended from outside: nothing of it has cleaned up. */
      readonly isKilled?: true;
    });

/** What an attempt may ask of the run around it; `Demanded` is how tasks that it yielded come there. */
export interface AttemptContext<Demanded = Requirements> extends TaskContext {
  /** With `stream` for what the task printed. */
  log(text: string, stream?: "stdout" | "stderr"): void;
  /** Resolves when the tasks that a running task yielded are done; rejects when one of them failed. */
  demand(demanded: Demanded): Promise<void>;
}

/** What the tasks of a batch may ask of the run around them, each by its id. */
export interface BatchContext {
  readonly signal: AbortSignal;
  progress(id: string, done: number, total: number): void;
  /** With `stream` for what was printed: of a batch one cannot tell by which task. */
  log(id: string, text: string, stream?: "stdout" | "stderr"): void;
}

/** Where attempts run: this process, a thread, another machine. */
export interface Executor<Demanded = Requirements> {
  execute(id: string, context: AttemptContext<Demanded>): Promise<Attempt>;
  /** Tasks that share a batch, in one attempt. */
  executeBatch(ids: readonly string[], context: BatchContext): Promise<Attempt>;
}
