import { stat } from "node:fs/promises";
import { resolveFromRoot } from "../core/project-root.ts";
import type { FileTarget } from "../core/target.ts";
import { errnoOf, readFailure } from "./file-failure.ts";

/** A target that is one file on this machine; the base of text, json, csv and file. */
export abstract class LocalTarget implements FileTarget {
  /** As it was named: relative to the project's root, or absolute. */
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get absolutePath(): string {
    return resolveFromRoot(this.path);
  }

  /**
   * True where a file stands at the path. A folder does not count.
   * @throws CauceError `target-not-readable` when the system does not let us look.
   */
  async exists(): Promise<boolean> {
    try {
      return !(await stat(this.absolutePath)).isDirectory();
    } catch (error) {
      const errno = errnoOf(error);
      if (errno === "ENOENT" || errno === "ENOTDIR") return false;
      throw readFailure(this, error);
    }
  }
}
