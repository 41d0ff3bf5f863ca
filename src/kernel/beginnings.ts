/** Runs that were asked for and have not begun: they are planned in this thread, which has to be free for that. */
export class Beginnings {
  readonly #open = new Set<Promise<void>>();

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  /** Returns what says that the run has begun, or will not; a second call does nothing. */
  add(): () => void {
    let end: () => void = () => {};
    const begun = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#open.add(begun);
    return () => {
      this.#open.delete(begun);
      end();
    };
  }

  /** Resolves when those have begun that were asked for by now. */
  async settled(): Promise<void> {
    await Promise.all(this.#open);
  }
}
