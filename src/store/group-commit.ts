/** As a share of the time: whoever writes often spends no more than this on waiting for the disk. */
const shareOfTime = 0.1;
/** The most that a process that is killed can lose. */
const longestWaitMs = 100;

/**
 * Commits entries in groups. To be on disk costs as much for a thousand of them as for one, and
 * more than many a task: an entry that comes long after the last commit is committed before `add`
 * returns, and those that come thick and fast share one. The order is kept, and a group counts as
 * a whole, so that what is lost when the process is killed is always the newest part.
 */
export class GroupCommit<Entry> {
  readonly #commit: (entries: readonly Entry[]) => void;
  #entries: Entry[] = [];
  #afterwards: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #nextAtMs = 0;
  #fault: { readonly error: unknown } | undefined;

  constructor(commit: (entries: readonly Entry[]) => void) {
    this.#commit = commit;
  }

  /** Throws what the commit of this entry, or one behind the scenes since the last call, has thrown. */
  add(entry: Entry): void {
    this.#throwFault();
    this.#entries.push(entry);
    const waitMs = this.#nextAtMs - performance.now();
    if (waitMs <= 0) {
      this.flush();
    } else if (this.#timer === undefined) {
      this.#timer = setTimeout(this.#flushQuietly, waitMs);
      // A task may end the process.
      process.once("exit", this.#flushQuietly);
    }
  }

  /** Calls `work` as soon as everything that was added before is on disk, or was lost. */
  afterwards(work: () => void): void {
    if (this.#entries.length === 0) work();
    else this.#afterwards.push(work);
  }

  flush(): void {
    this.#throwFault();
    clearTimeout(this.#timer);
    if (this.#timer !== undefined) process.off("exit", this.#flushQuietly);
    this.#timer = undefined;
    if (this.#entries.length === 0) return;
    const entries = this.#entries;
    this.#entries = [];
    const from = performance.now();
    try {
      this.#commit(entries);
    } finally {
      const now = performance.now();
      this.#nextAtMs = now + Math.min((now - from) / shareOfTime, longestWaitMs);
      for (const work of this.#afterwards.splice(0)) work();
    }
  }

  readonly #flushQuietly = (): void => {
    try {
      this.flush();
    } catch (error) {
      this.#fault = { error };
    }
  };

  #throwFault(): void {
    if (this.#fault === undefined) return;
    const { error } = this.#fault;
    this.#fault = undefined;
    throw error;
  }
}
