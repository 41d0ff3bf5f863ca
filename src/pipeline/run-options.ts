import type { RunEvent } from "../core/event.ts";

export interface RunOptions {
  /**
   * How many tasks may run at once, each in a worker thread; the number of cores where it is left
   * out. Threads are kept for the next run.
   */
  readonly workers?: number;
  /** Runs every task but the external ones, fresh or not. */
  readonly force?: boolean;
  /**
   * Cancels the run: nothing further is started, and running tasks see it in `this.signal`. One
   * that has not ended after a second is ended with its thread.
   */
  readonly signal?: AbortSignal;
  /** Hears every event, in order, as it happens. */
  readonly onEvent?: (event: RunEvent) => void;
}
