import type { MessagePort } from "node:worker_threads";
import type { FromThread } from "./thread-messages.ts";

/** About as many bytes as are heard in some milliseconds: behind them stand the end and an interrupt. */
const mostUnheard = 1_000_000;

/** A thread that waits is woken each time that so many bits' worth was heard. */
const stepBits = 17;

type Progress = Extract<FromThread, { kind: "progress" }>;
type Log = Extract<FromThread, { kind: "log" }>;

/** How much a message takes in memory until it is heard, roughly. The few that are due once count as nothing. */
function weightOf(message: FromThread): number {
  if (message.kind === "log") return 100 + message.text.length;
  return message.kind === "progress" ? 100 : 0;
}

/** Where both sides see how much of what was told has been heard. */
export function makeHeard(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** The listener has taken a message. */
export function countHeard(heard: Int32Array, message: FromThread): void {
  const weight = weightOf(message);
  const before = Atomics.add(heard, 0, weight);
  // To wake a thread costs more than a message: it may tell many when it is awake.
  if (before >> stepBits !== (before + weight) >> stepBits) Atomics.notify(heard, 0);
}

/**
 * What a thread tells. A loop that prints would tell faster than anybody hears, until no memory is
 * left: who prints waits, and of progress that nobody has heard yet only the latest is told.
 */
export class Outbox {
  readonly #port: MessagePort;
  readonly #heard: Int32Array;
  readonly #latest = new Map<string, Progress>();
  #told = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(port: MessagePort, heard: Int32Array) {
    this.#port = port;
    this.#heard = heard;
  }

  post(message: FromThread): void {
    // Both counts wrap around at 32 bits; their difference is small.
    this.#told = (this.#told + weightOf(message)) | 0;
    this.#port.postMessage(message);
  }

  log(message: Log): void {
    for (let heard = this.#load(); this.#isFull(heard); heard = this.#load())
      Atomics.wait(this.#heard, 0, heard);
    this.post(message);
  }

  progress(message: Progress): void {
    const key = `${message.attempt} ${message.id ?? ""}`;
    if (this.#isFull(this.#load())) {
      this.#latest.set(key, message);
      this.#timer ??= setTimeout(() => this.#tellLatest(), 20).unref();
    } else {
      this.#latest.delete(key);
      this.post(message);
    }
  }

  #tellLatest(): void {
    this.#timer = undefined;
    const latest = [...this.#latest.values()];
    this.#latest.clear();
    for (const message of latest) this.progress(message);
  }

  #load(): number {
    return Atomics.load(this.#heard, 0);
  }

  #isFull(heard: number): boolean {
    return ((this.#told - heard) | 0) > mostUnheard;
  }
}
