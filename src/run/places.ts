import { unnamedLimit } from "../core/schedule.ts";
import type { RunLimits } from "./run-effects.ts";

type Demand = Readonly<Record<string, number>>;

interface Waiting {
  readonly demand: Demand;
  readonly resume: () => void;
}

/** Places for running tasks, and the resources that these take. Who gives its place away queues for another. */
export class Places {
  readonly #workers: number;
  readonly #limits: Demand;
  readonly #used = new Map<string, number>();
  readonly #returning: Waiting[] = [];
  #taken = 0;

  constructor({ workers, resources = {} }: Pick<RunLimits, "workers" | "resources">) {
    this.#workers = workers;
    this.#limits = resources;
  }

  get areFree(): boolean {
    return this.#taken < this.#workers;
  }

  get areEmpty(): boolean {
    return this.#taken === 0;
  }

  canMeet(demand: Demand): boolean {
    return Object.entries(demand).every(
      ([name, amount]) =>
        (this.#used.get(name) ?? 0) + amount <= (this.#limits[name] ?? unnamedLimit),
    );
  }

  take(demand: Demand = {}): void {
    this.#taken++;
    this.#count(demand, 1);
  }

  leave(demand: Demand = {}): void {
    this.#taken--;
    this.#count(demand, -1);
  }

  /** `resume` is called when there is a place again, which is then taken. */
  return(demand: Demand | undefined, resume: () => void): void {
    this.#returning.push({ demand: demand ?? {}, resume });
  }

  /** Gives a place to whoever has waited longest of those that can go on; `always` to anyone. */
  resumeNext(always: boolean): boolean {
    if (!always && !this.areFree) return false;
    const at = this.#returning.findIndex(({ demand }) => always || this.canMeet(demand));
    const [next] = at < 0 ? [] : this.#returning.splice(at, 1);
    if (next === undefined) return false;
    this.take(next.demand);
    next.resume();
    return true;
  }

  #count(demand: Demand, sign: 1 | -1): void {
    for (const [name, amount] of Object.entries(demand))
      this.#used.set(name, (this.#used.get(name) ?? 0) + sign * amount);
  }
}
