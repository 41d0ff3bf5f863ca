import { Writable } from "node:stream";
import { AtomicFile } from "./atomic-file.ts";
import { BegunWrite } from "./begun-write.ts";
import { writeFailure } from "./file-failure.ts";
import type { FileLocation } from "./file-location.ts";

type Callback = (error?: Error | null) => void;

/**
 * A stream into a file that comes into being when the stream finishes: on "finish" the whole
 * file is in its place; a stream that fails or is destroyed leaves what stood there before.
 */
export class AtomicWriteStream extends Writable {
  readonly #file: FileLocation;
  /** From now on, and not only when the file is open: its attempt may end before. */
  readonly #begun: BegunWrite;
  #atomicFile: AtomicFile | undefined;

  constructor(file: FileLocation) {
    super({ decodeStrings: true });
    this.#file = file;
    this.#begun = new BegunWrite(file, true);
  }

  override _construct(callback: Callback): void {
    this.#settle(async () => {
      this.#atomicFile = AtomicFile.open(this.#file, this.#begun);
    }, callback);
  }

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, callback: Callback): void {
    this.#settle(() => this.#opened().write(chunk), callback);
  }

  override _writev(chunks: { chunk: Uint8Array }[], callback: Callback): void {
    this.#settle(
      () => this.#opened().write(Buffer.concat(chunks.map(({ chunk }) => chunk))),
      callback,
    );
  }

  override _final(callback: Callback): void {
    this.#settle(() => this.#opened().commit(), callback);
  }

  /** Whoever gives it up need not wait until that is done. */
  override destroy(error?: Error): this {
    this.#begun.end();
    return super.destroy(error);
  }

  override _destroy(error: Error | null, callback: Callback): void {
    const discarded = this.#atomicFile?.discard() ?? Promise.resolve();
    discarded.then(() => callback(error));
  }

  #opened(): AtomicFile {
    if (this.#atomicFile === undefined)
      throw new Error("the stream was written to before it was open");
    return this.#atomicFile;
  }

  #settle(step: () => Promise<void>, callback: Callback): void {
    step().then(
      () => callback(),
      (error: unknown) => {
        const failure = writeFailure(this.#file, error);
        callback(failure instanceof Error ? failure : new Error(String(failure)));
      },
    );
  }
}
