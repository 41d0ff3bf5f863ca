import { ResourcesInUse } from "./resources-in-use.ts";

type Demand = Readonly<Record<string, number>>;

/** What one run takes of the resources that all runs of its process share. */
export class ResourceShare {
  readonly #all: ResourcesInUse;
  readonly #own = new ResourcesInUse();

  constructor(all = new ResourcesInUse()) {
    this.#all = all;
  }

  /** How much of one is in use, by whatever run. */
  usedByAll(name: string): number {
    return this.#all.of(name);
  }

  usedByOthers(name: string): number {
    return this.#all.of(name) - this.#own.of(name);
  }

  take(demand: Demand): void {
    this.#own.take(demand);
    this.#all.take(demand);
  }

  giveBack(demand: Demand): void {
    this.#own.giveBack(demand, this);
    this.#all.giveBack(demand, this);
  }

  /** Hears when some were given back, by whatever run. Returns how to stop that. */
  onReturn(listener: () => void): () => void {
    return this.#all.onReturn(this, listener);
  }
}
