import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CauceError } from "../core/errors.ts";

/** A file that is written at the end of long work, whole or not at all. */
export class NotebookFile {
  readonly path: string;
  readonly #temporary: string;

  /**
   * Makes the folders that are missing and tries to write there, so that a bad place is known
   * before the work begins.
   * @throws CauceError `output-not-writable`
   */
  constructor(file: string) {
    this.path = file;
    this.#temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
    this.#attempt(() => {
      mkdirSync(path.dirname(file), { recursive: true });
      if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
        throw new Error("it is a folder");
      writeFileSync(this.#temporary, "");
      rmSync(this.#temporary);
    });
  }

  /** @throws CauceError `output-not-writable` */
  write(text: string): void {
    this.#attempt(() => {
      writeFileSync(this.#temporary, text);
      renameSync(this.#temporary, this.path);
    });
  }

  #attempt(work: () => void): void {
    try {
      work();
    } catch (cause) {
      if (existsSync(this.#temporary)) rmSync(this.#temporary);
      const found = cause instanceof Error ? cause.message : String(cause);
      const message = `\`${this.path}\` cannot be written: ${found}. Name another file with \`-o FILE\`.`;
      throw new CauceError("output-not-writable", message, { cause });
    }
  }
}
