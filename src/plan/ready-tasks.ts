import { isBefore, type Rank, ReadyQueue } from "./ready-queue.ts";

/** How much of which resource a task takes. */
export type Demand = Readonly<Record<string, number>>;

const nothing = "{}";

/**
 * The tasks that could run now. What looks fresh comes first, as it came: it takes no time and lets
 * others go on. Of the rest, those with one demand of resources stand in one queue, so that a
 * thousand that wait for the same resource cost one look.
 */
export class ReadyTasks {
  #quick: string[] = [];
  #quickTaken = 0;
  #turns = 0;
  readonly #queues = new Map<string, { readonly demand: Demand; readonly queue: ReadyQueue }>();
  /** A second time those that may share a batch, by its key. */
  readonly #batches = new Map<string, ReadyQueue>();

  putQuick(id: string): void {
    this.#quick.push(id);
  }

  put(
    id: string,
    { priority, pathMs }: Omit<Rank, "turn">,
    demand: Demand | undefined,
    batch?: string | undefined,
  ): void {
    const waiting = { id, rank: { priority, pathMs, turn: this.#turns++ }, isTaken: false };
    const key = demand === undefined ? nothing : JSON.stringify(Object.entries(demand).sort());
    let found = this.#queues.get(key);
    if (found === undefined) {
      found = { demand: demand ?? {}, queue: new ReadyQueue() };
      this.#queues.set(key, found);
    }
    found.queue.put(waiting);
    if (batch === undefined) return;
    const others = this.#batches.get(batch) ?? new ReadyQueue();
    others.put(waiting);
    this.#batches.set(batch, others);
  }

  /** The best task that may share this batch. */
  takeFrom(batch: string): string | undefined {
    const id = this.#batches.get(batch)?.take()?.id;
    if (id === undefined) this.#batches.delete(batch);
    return id;
  }

  /** The best task whose demand can be met. */
  take(canMeet: (demand: Demand) => boolean): string | undefined {
    return this.#takeQuick() ?? this.#best(canMeet)?.take()?.id;
  }

  #takeQuick(): string | undefined {
    const id = this.#quick[this.#quickTaken];
    if (id === undefined) return undefined;
    this.#quickTaken++;
    if (this.#quickTaken > 1_000 && this.#quickTaken * 2 > this.#quick.length) {
      this.#quick = this.#quick.slice(this.#quickTaken);
      this.#quickTaken = 0;
    }
    return id;
  }

  #best(canMeet: (demand: Demand) => boolean): ReadyQueue | undefined {
    let best: ReadyQueue | undefined;
    for (const { demand, queue } of this.#queues.values()) {
      if (queue.first === undefined || !canMeet(demand)) continue;
      if (best?.first === undefined || isBefore(queue.first.rank, best.first.rank)) best = queue;
    }
    return best;
  }
}
