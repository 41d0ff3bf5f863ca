import type { RunOptions } from "./run-options.ts";

export interface AutoOptions extends Pick<RunOptions, "workers" | "resources" | "onEvent"> {
  /**
   * A stale task that took longer than this when it last ran is not run on its own: the picture
   * says so, and waits until it is asked for. 10,000 where it is left out; `Infinity` never asks.
   */
  readonly askAboveMs?: number;
  /** True ends what an earlier `auto` of the task has begun, and begins nothing. */
  readonly disabled?: boolean;
}

/** What `auto` has begun. */
export interface Auto {
  /** The id of the task that is kept fresh. */
  readonly root: string;
  /** False once it has been stopped, or another `auto` of the same task or cell has taken its place. */
  readonly isOn: boolean;
  /** Ends it; a run that goes on is cancelled. */
  stop(): void;
}
