import { readSync } from "node:fs";
import { Socket } from "node:net";

const PIECE_BYTES = 1 << 16;
/** A child that writes faster than the clients read waits in its pipe. */
const MOST_UNSENT = 64;
/** More than a pipe holds; a child that writes without end is not followed for ever. */
const MOST_PIECES = 16;

export interface NativeOutputOptions {
  readonly name: "stdout" | "stderr";
  /** The descriptor of a pipe, opened for reading without blocking. */
  readonly fd: number;
  /** Resolves when the text has left. */
  readonly publish: (name: "stdout" | "stderr", text: string) => Promise<void>;
}

/**
 * What native code and child processes write to one of the kernel's streams. It is read on the
 * wire's thread, because the main thread may be waiting for that very child.
 */
export class NativeOutput {
  readonly #options: NativeOutputOptions;
  readonly #socket: Socket;
  readonly #piece = Buffer.alloc(PIECE_BYTES);
  readonly #decoder = new TextDecoder();
  #unsent = 0;

  constructor(options: NativeOutputOptions) {
    this.#options = options;
    this.#socket = new Socket({ fd: options.fd, readable: true, writable: false });
    this.#socket.on("data", (bytes: Buffer) => this.#take(bytes));
    // A pipe that cannot be read any more is no reason to lose the kernel.
    this.#socket.on("error", () => {});
  }

  /** Publishes at once what has been written so far: what is sent after it stands after it. */
  drain(): void {
    for (let pieces = 0; pieces < MOST_PIECES && this.#unsent < MOST_UNSENT; pieces += 1) {
      const sizeBytes = this.#read();
      if (sizeBytes === 0) return;
      this.#take(this.#piece.subarray(0, sizeBytes));
    }
  }

  close(): void {
    this.drain();
    this.#socket.destroy();
  }

  #read(): number {
    try {
      return readSync(this.#options.fd, this.#piece);
    } catch {
      // Nothing is there (EAGAIN).
      return 0;
    }
  }

  #take(bytes: Buffer): void {
    const { name, publish } = this.#options;
    const text = this.#decoder.decode(bytes, { stream: true });
    if (text === "") return;
    this.#unsent += 1;
    if (this.#unsent >= MOST_UNSENT) this.#socket.pause();
    void publish(name, text).then(() => {
      this.#unsent -= 1;
      if (this.#unsent < MOST_UNSENT) this.#socket.resume();
    });
  }
}
