import { unnamedLimit } from "../core/schedule.ts";
import { ResourceShare } from "./resource-share.ts";
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
  readonly #share: ResourceShare;
  readonly #returning: Waiting[] = [];
  #taken = 0;
  #isShort = false;

  constructor({
    workers,
    resources = {},
    resourceShare = new ResourceShare(),
  }: Pick<RunLimits, "workers" | "resources" | "resourceShare">) {
    this.#workers = workers;
    this.#limits = resources;
    this.#share = resourceShare;
  }

  /** True where, since it was last asked, someone could not go on for want of a resource. */
  takeShortage(): boolean {
    const wasShort = this.#isShort;
    this.#isShort = false;
    return wasShort;
  }

  get areFree(): boolean {
    return this.#taken < this.#workers;
  }

  get areEmpty(): boolean {
    return this.#taken === 0;
  }

  canMeet(demand: Demand): boolean {
    const isMet = Object.entries(demand).every(
      ([name, amount]) =>
        this.#share.usedByAll(name) + amount <= (this.#limits[name] ?? unnamedLimit),
    );
    this.#isShort ||= !isMet;
    return isMet;
  }

  take(demand: Demand = {}): void {
    this.#taken++;
    this.#share.take(demand);
  }

  leave(demand: Demand = {}): void {
    this.#taken--;
    this.#share.giveBack(demand);
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
}
