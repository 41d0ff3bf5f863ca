/** What a task says of when it may run and how often: its own words, checked. */
export interface Schedule {
  readonly priority: number;
  /** How much of which resource it takes while it runs. */
  readonly resources: Readonly<Record<string, number>>;
  readonly retries: number;
  readonly retryDelayMs: number;
}

/** How much there is of a resource that no limit names. */
export const unnamedLimit = 1;

/** Of a longer time, some 25 days, Node's timers make one millisecond. */
export const longestTimerMs = 2 ** 31 - 1;
