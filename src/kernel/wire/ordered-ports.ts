import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { TICKETS, type Ticketed, type ToThread } from "./thread-messages.ts";

/**
 * What several threads send, in the order in which it was caused: ports have none among each other.
 * Each message bears a ticket that was drawn before it was posted, so that what it was caused by has
 * a lower one and is in its port by then.
 */
export class OrderedPorts {
  readonly #counters: Int32Array;
  readonly #handle: (message: ToThread) => void;
  readonly #ports = new Set<MessagePort>();
  #taken: Ticketed[] = [];

  constructor(counters: Int32Array, handle: (message: ToThread) => void) {
    this.#counters = counters;
    this.#handle = handle;
  }

  add(port: MessagePort): void {
    this.#ports.add(port);
    port.on("message", (first: Ticketed) => this.#take(first));
    port.once("close", () => this.#ports.delete(port));
  }

  /** Nothing is heard any more. */
  close(): void {
    for (const port of this.#ports) port.close();
  }

  #take(first: Ticketed): void {
    this.#keep(first);
    this.#handleTaken();
  }

  /** What was posted behind the limit may have been caused by what has not been taken yet. */
  #handleTaken(): void {
    do {
      const limit = Atomics.load(this.#counters, TICKETS);
      for (const port of this.#ports) this.#drain(port);
      const sorted = this.#taken.sort((a, b) => distance(b, a.ticket));
      const isDue = (one: Ticketed) => distance(one, limit) > 0;
      const due = sorted.filter(isDue);
      this.#taken = sorted.filter((one) => !isDue(one));
      for (const { message } of due) this.#handle(message);
    } while (this.#taken.length > 0);
  }

  #drain(port: MessagePort): void {
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port))
      this.#keep(next.message as Ticketed);
  }

  /** A port that comes with a message is drained in the same round. */
  #keep(taken: Ticketed): void {
    if (taken.message.kind === "line") this.add(taken.message.port);
    this.#taken.push(taken);
  }
}

/** How far a ticket lies before another; they wrap around at 32 bits. */
function distance({ ticket }: Ticketed, other: number): number {
  return (other - ticket) | 0;
}
