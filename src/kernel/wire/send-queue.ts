import { setTimeout as delay } from "node:timers/promises";
import type { Frame } from "./encode-message.ts";
import { logLine } from "./log-line.ts";

const RETRY_MS = 2;
/** A client that reads nothing for so long no longer holds up the others. */
const STALLED_MS = 10_000;

/** The part of a socket that the queue needs. */
export interface Sendable {
  send(frames: Frame[]): Promise<void>;
  /** Only on iopub: a full client makes `send` fail with EAGAIN, and loses nothing. */
  noDrop?: boolean;
}

/**
 * Sends one message after the other. zeromq loses messages when a send begins before the
 * last one has ended; and a publisher drops what a slow client has no room for, unless told
 * to refuse it: then the queue waits.
 */
export class SendQueue {
  readonly #socket: Sendable;
  readonly #onSettled: () => void;
  #last: Promise<void> = Promise.resolve();

  /** `onSettled` is called after every message, sent or given up. */
  constructor(socket: Sendable, onSettled: () => void) {
    this.#socket = socket;
    this.#onSettled = onSettled;
  }

  /** Resolves when the message has left or was given up. */
  push(frames: Frame[]): Promise<void> {
    this.#last = this.#last.then(() => this.#send(frames)).finally(this.#onSettled);
    return this.#last;
  }

  /** Resolves when everything pushed so far has left. Never rejects. */
  drained(): Promise<void> {
    return this.#last;
  }

  async #send(frames: Frame[]): Promise<void> {
    const startedAt = performance.now();
    for (;;) {
      try {
        return await this.#socket.send(frames);
      } catch (error) {
        if (!isFull(error)) return logLine(`a message could not be sent: ${String(error)}`);
        if (performance.now() - startedAt > STALLED_MS) this.#stopWaiting();
        await delay(RETRY_MS);
      }
    }
  }

  #stopWaiting(): void {
    if (this.#socket.noDrop === true) {
      this.#socket.noDrop = false;
      logLine(`a client has read nothing for ${STALLED_MS / 1000} s; it may miss messages now`);
    }
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EAGAIN";
}
