import { logLine } from "./log-line.ts";

const MOST_LINES = 10;
const SPAN_MS = 10_000;

/** Logs messages that were refused: the first few of a flood, and then how many more there were. */
export class RefusalLog {
  readonly #log: (text: string) => void;
  readonly #now: () => number;
  #startedAtMs = Number.NEGATIVE_INFINITY;
  #count = 0;

  /** `log` and `now` (in milliseconds) are for tests. */
  constructor(log: (text: string) => void = logLine, now: () => number = () => performance.now()) {
    this.#log = log;
    this.#now = now;
  }

  add(channel: string, reason: string): void {
    if (this.#now() - this.#startedAtMs > SPAN_MS) this.#begin();
    this.#count += 1;
    if (this.#count <= MOST_LINES) this.#log(`a message on ${channel} was refused: ${reason}`);
  }

  /** Tells of those that were counted and not logged. */
  #begin(): void {
    const more = this.#count - MOST_LINES;
    if (more > 0) this.#log(`${more} more messages were refused`);
    this.#startedAtMs = this.#now();
    this.#count = 0;
  }
}
