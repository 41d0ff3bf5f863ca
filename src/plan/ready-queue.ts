/** Where a task stands among those that could run now. */
export interface Rank {
  /** Higher goes first. */
  readonly priority: number;
  /** How long it and what waits for it will take, in all; longer goes first. */
  readonly pathMs: number;
  /** In which order they became ready: settles what the others leave open. */
  readonly turn: number;
}

/** It may wait in several queues: when one has given it out, the others pass it over. */
export interface Waiting {
  readonly id: string;
  readonly rank: Rank;
  isTaken: boolean;
}

/** A binary heap: to put in and to take out are both O(log n). */
export class ReadyQueue {
  readonly #heap: Waiting[] = [];

  get first(): Waiting | undefined {
    while (this.#heap[0]?.isTaken === true) this.#removeFirst();
    return this.#heap[0];
  }

  put(waiting: Waiting): void {
    let at = this.#heap.push(waiting) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  take(): Waiting | undefined {
    const { first } = this;
    if (first === undefined) return undefined;
    this.#removeFirst();
    first.isTaken = true;
    return first;
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink();
  }

  #sink(): void {
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let best = at;
      if (left < this.#heap.length && this.#isBefore(left, best)) best = left;
      if (right < this.#heap.length && this.#isBefore(right, best)) best = right;
      if (best === at) return;
      this.#swap(at, best);
      at = best;
    }
  }

  #isBefore(a: number, b: number): boolean {
    return isBefore((this.#heap[a] as Waiting).rank, (this.#heap[b] as Waiting).rank);
  }

  #swap(a: number, b: number): void {
    const held = this.#heap[a] as Waiting;
    this.#heap[a] = this.#heap[b] as Waiting;
    this.#heap[b] = held;
  }
}

export function isBefore(a: Rank, b: Rank): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  return a.pathMs === b.pathMs ? a.turn < b.turn : a.pathMs > b.pathMs;
}
