type Demand = Readonly<Record<string, number>>;

/** What the running tasks of all runs of one process take of each resource. */
export class ResourcesInUse {
  readonly #used = new Map<string, number>();
  /** By the run that hears. */
  readonly #listeners = new Map<object, () => void>();

  of(name: string): number {
    return this.#used.get(name) ?? 0;
  }

  take(demand: Demand): void {
    for (const [name, amount] of Object.entries(demand))
      this.#used.set(name, this.of(name) + amount);
  }

  giveBack(demand: Demand, by: object): void {
    const amounts = Object.entries(demand);
    if (amounts.length === 0) return;
    for (const [name, amount] of amounts) this.#used.set(name, this.of(name) - amount);
    // Who hears first goes on first: who gives something back is behind those that wait for it.
    const own = this.#listeners.get(by);
    if (own !== undefined && this.#listeners.delete(by)) this.#listeners.set(by, own);
    for (const listener of this.#listeners.values()) listener();
  }

  /** Hears when some were given back. Returns how to stop that. */
  onReturn(by: object, listener: () => void): () => void {
    this.#listeners.set(by, listener);
    return () => this.#listeners.delete(by);
  }
}
