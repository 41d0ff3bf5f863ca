type Demand = Readonly<Record<string, number>>;

/** What the running tasks of all runs of one process take of each resource. */
export class ResourcesInUse {
  readonly #used = new Map<string, number>();
  readonly #listeners = new Set<() => void>();

  of(name: string): number {
    return this.#used.get(name) ?? 0;
  }

  take(demand: Demand): void {
    for (const [name, amount] of Object.entries(demand))
      this.#used.set(name, this.of(name) + amount);
  }

  giveBack(demand: Demand): void {
    const amounts = Object.entries(demand);
    if (amounts.length === 0) return;
    for (const [name, amount] of amounts) this.#used.set(name, this.of(name) - amount);
    for (const listener of this.#listeners) listener();
  }

  /** Hears when some were given back. Returns how to stop that. */
  onReturn(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
