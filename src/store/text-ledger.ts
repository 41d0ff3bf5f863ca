import type { Key, RootDatabase } from "lmdb";
import type { CoveredText } from "../core/record.ts";
import { Table } from "./table.ts";

/** Together at most 16 MiB: the oldest texts go first. */
const mostTexts = 2_000;
const longestText = 8_192;

interface KeptText {
  readonly text: string;
  readonly number: number;
}

/** The texts behind the hashes of code, so that an edit can be shown: a bounded memory, which nothing depends on. */
export class TextLedger {
  readonly #texts: Table<KeptText>;
  readonly #order: Table<string>;
  readonly #next: Table<number>;

  constructor(root: RootDatabase<unknown, Key>) {
    this.#texts = new Table(root, "code-text");
    this.#order = new Table(root, "code-text-order");
    this.#next = new Table(root, "code-text-next");
  }

  find(hash: string): string | undefined {
    return this.#texts.get(hash)?.text;
  }

  /** Only inside a transaction. Longer texts than can be shown are not kept. */
  keep({ hash, text }: CoveredText): void {
    if (text.length > longestText || this.#texts.get(hash) !== undefined) return;
    const number = this.#next.get("next") ?? 0;
    this.#texts.put({ text, number }, hash);
    this.#order.put(hash, number);
    this.#next.put(number + 1, "next");
    const oldest = this.#order.get(number - mostTexts);
    if (oldest === undefined) return;
    this.#texts.remove(oldest);
    this.#order.remove(number - mostTexts);
  }
}
