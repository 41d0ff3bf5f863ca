import type { ToRun } from "./stage-messages.ts";

type Progress = Extract<ToRun, { kind: "progress" }>;
type Log = Extract<ToRun, { kind: "log" }>;

/** As much of what is printed may be on its way. */
const mostUntaken = 1_000_000;
const charsOfAMessage = 100;
/** Not more often than an eye can follow. */
const progressEveryMs = 20;

/** Where both threads see how much of what was printed has been taken. */
export function makeTaken(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** The thread that leads the run has taken what was printed. */
export function countTaken(taken: Int32Array, message: Log): void {
  Atomics.add(taken, 0, weightOf(message));
  Atomics.notify(taken, 0);
}

function weightOf({ text }: Log): number {
  return charsOfAMessage + text.length;
}

/**
 * What attempts in this thread tell the one that leads their run. A loop would tell faster than
 * anybody hears, until no memory is left: who prints waits, and of progress the latest is told.
 */
export class AttemptVoice {
  readonly #post: (message: ToRun) => void;
  readonly #taken: Int32Array;
  readonly #mostWaitMs: number;
  readonly #latest = new Map<string, Progress>();
  #told = 0;
  #nextProgressAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /** A thread that takes nothing for `patienceMs` is waited for no more. */
  constructor(post: (message: ToRun) => void, taken: Int32Array, patienceMs = 1_000) {
    this.#post = post;
    this.#taken = taken;
    this.#mostWaitMs = patienceMs;
  }

  log(message: Log): void {
    const weight = weightOf(message);
    // One that alone is more goes when all before it has been taken.
    this.#waitUntilLeft(Math.max(0, mostUntaken - weight));
    // Both counts wrap around at 32 bits; their difference is small.
    this.#told = (this.#told + weight) | 0;
    this.#post(message);
  }

  progress(message: Progress): void {
    this.#latest.set(`${message.number} ${message.id ?? ""}`, message);
    if (performance.now() >= this.#nextProgressAt) this.tellLatest();
    else this.#timer ??= setTimeout(() => this.tellLatest(), progressEveryMs);
  }

  /** What was not told yet of how far attempts have come. */
  tellLatest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#nextProgressAt = performance.now() + progressEveryMs;
    for (const message of this.#latest.values()) this.#post(message);
    this.#latest.clear();
  }

  #waitUntilLeft(most: number): void {
    const deadline = performance.now() + this.#mostWaitMs;
    for (;;) {
      const taken = Atomics.load(this.#taken, 0);
      const leftMs = deadline - performance.now();
      if (((this.#told - taken) | 0) <= most || leftMs <= 0) return;
      Atomics.wait(this.#taken, 0, taken, leftMs);
    }
  }
}
