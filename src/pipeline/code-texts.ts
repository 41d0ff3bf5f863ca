import type { CheckpointStore } from "../core/checkpoint-store.ts";
import type { CoveredText, TaskRecord } from "../core/record.ts";

type Code = TaskRecord["code"];

/** The texts behind the hashes of code: of the code as it is now by `texts`, and of what once ran by the record. */
export class CodeTexts {
  readonly #store: CheckpointStore;
  readonly #texts: Map<string, string>;
  readonly #kept = new Set<string>();

  constructor(store: CheckpointStore, texts: Map<string, string>) {
    this.#store = store;
    this.#texts = texts;
  }

  readonly textOf = (hash: string): string | undefined => {
    return this.#texts.get(hash) ?? this.#store.readText(hash);
  };

  add(texts: ReadonlyMap<string, string>): void {
    for (const [hash, text] of texts) this.#texts.set(hash, text);
  }

  /** Keeps the texts of what a task was made from, so that the next edit can be shown against them. */
  keep(code: Code): void {
    const texts: CoveredText[] = [];
    for (const { hash } of Object.values(code)) {
      const text = this.#kept.has(hash) ? undefined : this.#texts.get(hash);
      this.#kept.add(hash);
      if (text !== undefined) texts.push({ hash, text });
    }
    if (texts.length > 0) this.#store.keepTexts(texts);
  }

  /** Those of some code, as it is now. */
  of(codes: ReadonlySet<Code>): Map<string, string> {
    const found = new Map<string, string>();
    for (const code of codes)
      for (const { hash } of Object.values(code)) {
        const text = this.#texts.get(hash);
        if (text !== undefined) found.set(hash, text);
      }
    return found;
  }
}
