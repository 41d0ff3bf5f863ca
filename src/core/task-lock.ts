import type { TaskRecord } from "./record.ts";

/** The right to run a task: one run has it at a time, of all that work on a project. */
export interface TaskLock {
  /** What was recorded of the task when the lock was taken. */
  readonly record: TaskRecord | undefined;
  /** Gives it back when what was recorded before is committed; a second time does nothing. */
  release(): void;
}

export interface TaskLockOptions {
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** Called once, where another run has it: with the process that this is. */
  readonly onWait?: (pid: number) => void;
}
