import { readFile } from "node:fs/promises";
import { CauceError } from "../core/errors.ts";
import { type NamedByTask, type PathOrTask, targetPath } from "../core/task-paths.ts";
import { checkJson } from "./check-json.ts";
import { decodeWholeUtf8 } from "./decode-utf8.ts";
import { readFailure } from "./file-failure.ts";
import { LocalTarget } from "./local-target.ts";
import { writeAtomically } from "./write-atomically.ts";

/** A file that holds one JSON value of the type `T`, indented by two spaces. */
export class JsonTarget<T> extends LocalTarget {
  /**
   * The value. Its type is the one declared: nothing checks it against the file.
   * @throws CauceError `target-missing`, `target-not-readable`, `target-not-text`, `json-invalid`
   */
  async read(): Promise<T> {
    const bytes = await readFile(this.absolutePath).catch((error: unknown) => {
      throw readFailure(this, error);
    });
    return this.#parse(decodeWholeUtf8(this, bytes));
  }

  /**
   * Replaces the file in one step. What JSON would lose is refused: undefined, functions,
   * NaN and infinities, BigInt, Map, Set, typed arrays, circular references. An object with
   * `toJSON` (a Date, a trained model) is written as that says.
   * @throws CauceError `json-value` with the key path, `target-not-writable`
   */
  async write(value: T): Promise<void> {
    checkJson(this.path, value);
    await writeAtomically(this, `${JSON.stringify(value, null, 2)}\n`);
  }

  #parse(source: string): T {
    try {
      return JSON.parse(source) as T;
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new CauceError(
        "json-invalid",
        `\`${this.path}\` is not JSON${placeOf(source, reason)}: ${reason}. ` +
          `Expected one JSON value. Repair the file, or run the task that writes it again.`,
        { cause },
      );
    }
  }
}

/** V8 counts characters from 0; people count lines from 1. */
function placeOf(source: string, reason: string): string {
  const position = /position (\d+)/.exec(reason)?.[1];
  if (position === undefined) return "";
  const before = source.slice(0, Number(position)).split("\n");
  return `, at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** A target of one JSON value: `json<Metrics>("metrics.json")`, or `json<Metrics>(this)` among the task's outputs. */
export function json<T>(path: string): JsonTarget<T>;
export function json<T>(task: NamedByTask, name?: string): JsonTarget<T>;
export function json<T>(pathOrTask: PathOrTask, name?: string): JsonTarget<T> {
  return new JsonTarget<T>(targetPath(pathOrTask, name, ".json"));
}
