import { createHash } from "node:crypto";
import type { Key, RootDatabase } from "lmdb";

/** LMDB takes keys of 1,978 bytes; a key of ours has at most two texts and a name. */
const longestPlainBytes = 600;
/** Greater than every key text, which starts with "=" or "#". */
const afterAllTexts = "~";

/** A part of a key: a text of any length, or a number. */
export type KeyPart = string | number;

/** The entries of one kind in the database, each under one or two parts of key. */
export class Table<Value> {
  readonly #database: RootDatabase<unknown, Key>;
  readonly #name: string;

  constructor(database: RootDatabase<unknown, Key>, name: string) {
    this.#database = database;
    this.#name = name;
  }

  get(...parts: readonly KeyPart[]): Value | undefined {
    return this.#database.get(this.#key(parts)) as Value | undefined;
  }

  has(...parts: readonly KeyPart[]): boolean {
    return this.#database.doesExist(this.#key(parts));
  }

  /** Only inside a transaction. */
  put(value: Value, ...parts: readonly KeyPart[]): void {
    this.#database.putSync(this.#key(parts), value);
  }

  /** Only inside a transaction. */
  remove(...parts: readonly KeyPart[]): void {
    this.#database.removeSync(this.#key(parts));
  }

  /** The values whose keys begin with `first`, by a range of keys and not by looking at all. */
  valuesUnder(first: string): Value[] {
    const start = this.#key([first]);
    const range = this.#database.getRange({ start, end: [...start, afterAllTexts] });
    return Array.from(range, ({ value }) => value as Value);
  }

  /** Every value, in the order of the keys. */
  values(): Value[] {
    const range = this.#database.getRange({
      start: [this.#name],
      end: [this.#name, afterAllTexts],
    });
    return Array.from(range, ({ value }) => value as Value);
  }

  /** The value with the lowest number as the first part of its key. */
  lowest(): Value | undefined {
    const range = { start: [this.#name, 0], end: [this.#name, Number.MAX_VALUE], limit: 1 };
    for (const { value } of this.#database.getRange(range)) return value as Value;
    return undefined;
  }

  #key(parts: readonly KeyPart[]): [string, ...KeyPart[]] {
    return [this.#name, ...parts.map(keyPart)];
  }
}

/** The two prefixes keep a text that looks like the hash of another one apart from it. */
function keyPart(part: KeyPart): KeyPart {
  if (typeof part === "number") return part;
  // A character has three bytes at most: most keys need no counting.
  if (part.length * 3 <= longestPlainBytes || Buffer.byteLength(part) <= longestPlainBytes)
    return `=${part}`;
  return `#${createHash("sha256").update(part).digest("hex")}`;
}
