/** Enough for hours of work at a person's pace, and about 10 MB at most. */
const DEFAULT_CAPACITY = 65_536;

/** Remembers the last signatures, so that a recorded message cannot be played a second time. */
export class RecentDigests {
  readonly #capacity: number;
  /** A Set keeps the order of insertion: the first one is the oldest. */
  readonly #digests = new Set<string>();

  constructor(capacity = DEFAULT_CAPACITY) {
    this.#capacity = capacity;
  }

  /** Remembers the digest; false when it was already known. */
  add(digest: string): boolean {
    if (this.#digests.has(digest)) return false;
    this.#digests.add(digest);
    if (this.#digests.size > this.#capacity) this.#forgetOldest();
    return true;
  }

  #forgetOldest(): void {
    for (const oldest of this.#digests) {
      this.#digests.delete(oldest);
      return;
    }
  }
}
