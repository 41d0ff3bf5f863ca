import { Writable } from "node:stream";
import { tellPlaces } from "../core/printed-places.ts";
import { currentExecution } from "./publisher.ts";

type Callback = (error?: Error | null) => void;

/**
 * `process.stdout` or `process.stderr` as cells see it: what is written goes to the cell that
 * writes it. It keeps no state of its own, so that an interrupt in the middle of a write harms
 * nothing, and it cannot be ended.
 */
export class CellStream extends Writable {
  readonly fd: 1 | 2;
  readonly #fallback: (text: string) => void;
  readonly #decoder = new TextDecoder();

  /** `fallback` takes what no cell has written. */
  constructor(fd: 1 | 2, fallback: (text: string) => void) {
    super({ decodeStrings: false });
    this.fd = fd;
    this.#fallback = fallback;
  }

  override write(
    chunk: unknown,
    encoding?: BufferEncoding | Callback | null,
    callback?: Callback,
  ): boolean {
    this.#take(chunk);
    const done = typeof encoding === "function" ? encoding : callback;
    if (typeof done === "function") process.nextTick(done);
    return true;
  }

  override end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    if (chunk !== undefined && chunk !== null && typeof chunk !== "function") this.#take(chunk);
    const done = [chunk, encoding, callback].find((one) => typeof one === "function");
    if (done !== undefined) process.nextTick(done as Callback);
    return this;
  }

  override destroy(): this {
    return this;
  }

  #take(chunk: unknown): void {
    const text =
      chunk instanceof Uint8Array ? this.#decoder.decode(chunk, { stream: true }) : String(chunk);
    if (text === "") return;
    const execution = currentExecution();
    if (execution === undefined) this.#fallback(text);
    else execution.publisher.stream(this.fd === 1 ? "stdout" : "stderr", tellPlaces(text, "kept"));
  }
}
