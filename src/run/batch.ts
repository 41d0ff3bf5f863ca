import type { Attempt } from "../core/executor.ts";

/** How an attempt ended, and how many tasks shared it. */
export interface SharedAttempt {
  readonly attempt: Attempt;
  readonly size: number;
}

interface Arrival {
  readonly id: string;
  readonly resolve: (shared: SharedAttempt) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Tasks that are to share an attempt, and a place. Each goes its own way to it and on from it; one
 * that turns out to be fresh, or that must wait for something else, leaves before it begins.
 */
export class Batch {
  readonly #members: Set<string>;
  readonly #attempt: (ids: readonly string[]) => Promise<Attempt>;
  readonly #arrived: Arrival[] = [];
  #hasBegun = false;

  constructor(ids: readonly string[], attempt: (ids: readonly string[]) => Promise<Attempt>) {
    this.#members = new Set(ids);
    this.#attempt = attempt;
  }

  /** The attempt begins when all that have not left are there. */
  join(id: string): Promise<SharedAttempt> {
    return new Promise((resolve, reject) => {
      this.#arrived.push({ id, resolve, reject });
      this.#beginWhenComplete();
    });
  }

  /** True when nobody is left: its place is free. */
  leave(id: string): boolean {
    this.#members.delete(id);
    this.#beginWhenComplete();
    return this.#members.size === 0;
  }

  #beginWhenComplete(): void {
    if (this.#hasBegun || this.#arrived.length === 0) return;
    if (this.#arrived.length < this.#members.size) return;
    this.#hasBegun = true;
    void this.#begin();
  }

  async #begin(): Promise<void> {
    const size = this.#arrived.length;
    try {
      const ended = await this.#attempt(this.#arrived.map(({ id }) => id));
      for (const { id, resolve } of this.#arrived) resolve({ attempt: ownPart(ended, id), size });
    } catch (error) {
      for (const { reject } of this.#arrived) reject(error);
    }
  }
}

function ownPart(ended: Attempt, id: string): Attempt {
  const failure = ended.ok ? ended.failed?.get(id) : undefined;
  if (failure === undefined) return ended;
  return { ok: false, failure, ...(ended.ms === undefined ? {} : { ms: ended.ms }) };
}
