import type { MessagePort, Transferable } from "node:worker_threads";
import { serializeMessage } from "./encode-message.ts";
import type { OutgoingMessage } from "./message.ts";
import { CLOSED, TICKETS, type Ticketed, type ToThread, UNSENT } from "./thread-messages.ts";

/** A thread that writes faster than its clients read waits here, instead of filling the memory. */
const UNSENT_LIMIT = 1_000;
const UNSENT_WAIT_MS = 1_000;

/** What a thread needs to send messages of the kernel. The port is transferred to it. */
export interface LineData {
  readonly port: MessagePort;
  readonly counters: Int32Array;
  /** The kernel's session id. */
  readonly session: string;
}

/** Where messages for the wire's thread are posted. */
interface LinePort {
  postMessage(message: Ticketed, transfer: readonly Transferable[]): void;
}

/**
 * A thread's way to the sockets. Several threads may have one each: what one of them has sent
 * before it told another of it leaves before all that the other then sends.
 */
export class WireLine {
  readonly #port: LinePort;
  readonly #counters: Int32Array;
  readonly #session: string;

  constructor({ port, counters, session }: Omit<LineData, "port"> & { readonly port: LinePort }) {
    this.#port = port;
    this.#counters = counters;
    this.#session = session;
  }

  /**
   * Sends on the message's channel, in order. Blocks while more than 1,000 messages wait, for a
   * second at most. Throws where the content is not JSON. Once the sockets are closed it does nothing.
   */
  send(message: OutgoingMessage): void {
    const serialized = serializeMessage(message, this.#session);
    if (Atomics.load(this.#counters, CLOSED) !== 0) return;
    // Counted first: a message that leaves at once must not be taken off before it was added.
    const unsent = Atomics.add(this.#counters, UNSENT, 1) + 1;
    this.post({ kind: "send", message: serialized });
    if (unsent > UNSENT_LIMIT) this.#waitForRoom();
  }

  post(message: ToThread, transfer: readonly Transferable[] = []): void {
    const ticket = Atomics.add(this.#counters, TICKETS, 1);
    this.#port.postMessage({ ticket, message }, transfer);
  }

  #waitForRoom(): void {
    const deadline = performance.now() + UNSENT_WAIT_MS;
    for (;;) {
      const unsent = Atomics.load(this.#counters, UNSENT);
      const leftMs = deadline - performance.now();
      if (unsent <= UNSENT_LIMIT || leftMs <= 0) return;
      Atomics.wait(this.#counters, UNSENT, unsent, leftMs);
    }
  }
}
