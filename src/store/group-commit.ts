/** As a share of the time: whoever writes often spends no more than this on waiting for the disk. */
const shareOfTime = 0.1;
/** The most that a process that is killed can lose. */
const longestWaitMs = 100;
/** What may be lost goes with a commit that is due anyway, or when a run or a look is likely over. */
const laterMs = 500;

/**
 * Commits entries in groups. To be on disk costs as much for a thousand of them as for one, and
 * more than many a task: an entry that comes long after the last commit is committed in the same
 * turn, behind what follows from it there (the next task is on its way to its thread while this
 * one waits for the disk), and those that come thick and fast share one. The order is kept, and a
 * group counts as a whole, so that what is lost when the process is killed is always the newest part.
 */
export class GroupCommit<Entry> {
  readonly #commit: (entries: readonly Entry[]) => void;
  #entries: Entry[] = [];
  #later: Entry[] = [];
  #afterwards: (() => void)[] = [];
  /** Takes back the commit that is due. */
  #withdraw: (() => void) | undefined;
  #laterTimer: ReturnType<typeof setTimeout> | undefined;
  #nextAtMs = 0;
  #fault: { readonly error: unknown } | undefined;

  constructor(commit: (entries: readonly Entry[]) => void) {
    this.#commit = commit;
  }

  /** Throws what a commit behind the scenes since the last call has thrown. */
  add(entry: Entry): void {
    this.#throwFault();
    this.#entries.push(entry);
    if (this.#withdraw !== undefined) return;
    this.#withdraw = after(this.#nextAtMs - performance.now(), this.#flushQuietly);
    // A task may end the process.
    process.once("exit", this.#flushQuietly);
  }

  /** An entry that costs little where it is lost: nobody waits until it is on disk. */
  addLater(entry: Entry): void {
    this.#throwFault();
    this.#later.push(entry);
    if (this.#laterTimer !== undefined) return;
    this.#laterTimer = setTimeout(this.#flushAllQuietly, laterMs).unref();
    process.once("exit", this.#flushAllQuietly);
  }

  /** Calls `work` as soon as everything that was added by `add` before is on disk, or was lost. */
  afterwards(work: () => void): void {
    if (this.#entries.length === 0) work();
    else this.#afterwards.push(work);
  }

  /** Commits what was added by `add`, and with it all else. */
  flush(): void {
    this.#throwFault();
    if (this.#entries.length > 0) this.flushAll();
  }

  flushAll(): void {
    this.#throwFault();
    this.#stopTimers();
    const entries = [...this.#entries, ...this.#later];
    this.#entries = [];
    this.#later = [];
    if (entries.length === 0) return;
    const from = performance.now();
    try {
      this.#commit(entries);
    } finally {
      const now = performance.now();
      this.#nextAtMs = now + Math.min((now - from) / shareOfTime, longestWaitMs);
      for (const work of this.#afterwards.splice(0)) work();
    }
  }

  readonly #flushQuietly = (): void => this.#quietly(() => this.flush());
  readonly #flushAllQuietly = (): void => this.#quietly(() => this.flushAll());

  #quietly(flush: () => void): void {
    try {
      flush();
    } catch (error) {
      this.#fault = { error };
    }
  }

  #stopTimers(): void {
    this.#withdraw?.();
    if (this.#withdraw !== undefined) process.off("exit", this.#flushQuietly);
    this.#withdraw = undefined;
    clearTimeout(this.#laterTimer);
    if (this.#laterTimer !== undefined) process.off("exit", this.#flushAllQuietly);
    this.#laterTimer = undefined;
  }

  #throwFault(): void {
    if (this.#fault === undefined) return;
    const { error } = this.#fault;
    this.#fault = undefined;
    throw error;
  }
}

/** A timer of no time would wait for a millisecond. Returns how it is taken back. */
function after(waitMs: number, work: () => void): () => void {
  if (waitMs > 0) {
    const timer = setTimeout(work, waitMs);
    return () => clearTimeout(timer);
  }
  const turn = setImmediate(work);
  return () => clearImmediate(turn);
}
