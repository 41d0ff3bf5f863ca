import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { Readable, type Writable } from "node:stream";
import { type NamedByTask, type PathOrTask, targetPath } from "../core/task-paths.ts";
import { AtomicWriteStream } from "./atomic-write-stream.ts";
import { readFailure } from "./file-failure.ts";
import { LocalTarget } from "./local-target.ts";
import { writeAtomically } from "./write-atomically.ts";

/** A file of any content: bytes, a path to hand to another program, and streams. */
export class LocalFile extends LocalTarget {
  /**
   * The whole content.
   * @throws CauceError `target-missing`, `target-not-readable`
   */
  async read(): Promise<Buffer> {
    return readFile(this.absolutePath).catch((error: unknown) => {
      throw readFailure(this, error);
    });
  }

  /**
   * Replaces the file in one step; a string is written in UTF-8.
   * @throws CauceError `target-not-writable`
   */
  async write(content: string | Uint8Array): Promise<void> {
    await writeAtomically(this, content);
  }

  /**
   * The content as a stream of buffers, for files that should not be in memory at once.
   * Emits CauceError `target-missing`, `target-not-readable`.
   */
  createReadStream(): Readable {
    return Readable.from(this.#chunks(), { objectMode: false });
  }

  /**
   * A stream whose file is in its place, whole, when it emits "finish". A stream that fails or
   * is destroyed leaves, once it emits "close", what stood there before and nothing else. Emits CauceError `target-not-writable`.
   */
  createWriteStream(): Writable {
    return new AtomicWriteStream(this);
  }

  async *#chunks(): AsyncGenerator<Buffer> {
    try {
      yield* createReadStream(this.absolutePath);
    } catch (error) {
      throw readFailure(this, error);
    }
  }
}

/** A target of any content: `file("model.onnx")`, or `file(this, "model.bin")` among the task's outputs. */
export function file(path: string): LocalFile;
export function file(task: NamedByTask, name?: string): LocalFile;
export function file(pathOrTask: PathOrTask, name?: string): LocalFile {
  return new LocalFile(targetPath(pathOrTask, name, ""));
}
