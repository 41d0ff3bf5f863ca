import { createHash } from "node:crypto";
import type { Key, RootDatabase } from "lmdb";
import type { TaskRecord } from "../core/record.ts";
import { Table } from "./table.ts";

type Code = TaskRecord["code"];

/** Enough for all families of a project in several states of their code. */
const mostCached = 1_000;

/**
 * What fingerprints covered of code, each under its hash: the tasks of one family share it, so that
 * it is written once and read once, however many they are.
 */
export class CodeMaps {
  readonly #table: Table<Code>;
  readonly #cached = new Map<string, Code>();
  readonly #keys = new WeakMap<Code, string>();

  constructor(root: RootDatabase<unknown, Key>) {
    this.#table = new Table(root, "code");
  }

  /** The same object for the same key, so that who compares code can remember the answer. */
  get(key: string): Code {
    const known = this.#cached.get(key);
    if (known !== undefined) return known;
    const found = this.#table.get(key);
    if (found === undefined) return {};
    if (this.#cached.size >= mostCached) this.#cached.clear();
    this.#cached.set(key, found);
    return found;
  }

  /** Only inside a transaction. Returns the key. */
  put(code: Code): string {
    const key = this.#keyOf(code);
    if (!this.#table.has(key)) this.#table.put(code, key);
    return key;
  }

  /** Only inside a transaction: removes those that nothing names any more. */
  keepOnly(named: ReadonlySet<string>): void {
    for (const code of this.#table.values()) {
      const key = this.#keyOf(code);
      if (!named.has(key)) this.#table.remove(key);
    }
  }

  #keyOf(code: Code): string {
    const known = this.#keys.get(code);
    if (known !== undefined) return known;
    const key = createHash("sha256").update(JSON.stringify(code)).digest("hex");
    this.#keys.set(code, key);
    return key;
  }
}
