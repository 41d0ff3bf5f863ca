import { readFile } from "node:fs/promises";
import { type NamedByTask, type PathOrTask, targetPath } from "../core/task-paths.ts";
import { decodeWholeUtf8 } from "./decode-utf8.ts";
import { readFailure } from "./file-failure.ts";
import { LocalTarget } from "./local-target.ts";
import { writeAtomically } from "./write-atomically.ts";

/** A file of text, in UTF-8. */
export class TextTarget extends LocalTarget {
  /**
   * The whole text, as it was written.
   * @throws CauceError `target-missing`, `target-not-readable`, `target-not-text`
   */
  async read(): Promise<string> {
    const bytes = await readFile(this.absolutePath).catch((error: unknown) => {
      throw readFailure(this, error);
    });
    return decodeWholeUtf8(this, bytes, true);
  }

  /**
   * Replaces the file in one step.
   * @throws CauceError `target-not-writable`
   */
  async write(text: string): Promise<void> {
    await writeAtomically(this, text);
  }
}

/** A target of plain text: `text("notes.txt")`, or `text(this, "report")` for `report.txt` among the task's outputs. */
export function text(path: string): TextTarget;
export function text(task: NamedByTask, name?: string): TextTarget;
export function text(pathOrTask: PathOrTask, name?: string): TextTarget {
  return new TextTarget(targetPath(pathOrTask, name, ".txt"));
}
