import { createHash } from "node:crypto";

const mostCells = 200;
/** Of one text among different others: a few edits back and forth. */
const mostKeys = 8;

/**
 * Checks that found nothing, by what they depended on in the cells. Problems are not kept: they
 * have positions, and cells with problems are few.
 */
export class PassedChecks {
  /** The one that was asked for last comes last. */
  readonly #keys = new Map<string, readonly string[]>();

  /** Whether a check passed before. `readKey` costs more than to see that the cell's own text is new. */
  has(text: string, readKey: () => string | undefined): boolean {
    const digest = digestOf(text);
    const keys = this.#keys.get(digest);
    if (keys === undefined) return false;
    this.#put(digest, keys);
    const key = readKey();
    return key !== undefined && keys.includes(key);
  }

  add(text: string, key: string): void {
    const digest = digestOf(text);
    const others = this.#keys.get(digest)?.filter((other) => other !== key) ?? [];
    this.#put(digest, [...others, key].slice(-mostKeys));
    const [oldest] = this.#keys.keys();
    if (this.#keys.size > mostCells && oldest !== undefined) this.#keys.delete(oldest);
  }

  forget(): void {
    this.#keys.clear();
  }

  #put(digest: string, keys: readonly string[]): void {
    this.#keys.delete(digest);
    this.#keys.set(digest, keys);
  }
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
