import type { RunEvent } from "../core/event.ts";

export interface RunOptions {
  /**
   * How many tasks may run at once, each in a worker thread; what the configuration says, or the number
   * of cores, where it is left out. Threads are kept for the next run.
   */
  readonly workers?: number;
  /**
   * How much there is of each resource that tasks take (`resources = { gpu: 1 }`), beside and before
   * what the configuration says; 1 of one that neither names. They hold within this run.
   */
  readonly resources?: Readonly<Record<string, number>>;
  /**
   * False to start nothing more once a task has failed: what runs by then comes to its end, the rest
   * is cancelled. Otherwise everything runs that does not need a failed task.
   */
  readonly keepGoing?: boolean;
  /** Runs every task but the external ones, fresh or not. */
  readonly force?: boolean;
  /**
   * Cancels the run: nothing further is started, and running tasks see it in `this.signal`. One
   * that has not ended after a second is ended with its thread.
   */
  readonly signal?: AbortSignal;
  /**
   * Rings when the run has ended: a tone from the page, once, where the notebook is trusted and the
   * browser lets it.
   */
  readonly bell?: boolean;
  /** Hears every event, in order, as it happens. */
  readonly onEvent?: (event: RunEvent) => void;
}
