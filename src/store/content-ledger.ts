import type { Key, RootDatabase } from "lmdb";
import type { TaskRecord } from "../core/record.ts";
import type { ContentFiles } from "./content-files.ts";
import { Table } from "./table.ts";

/** What is known of a kept content. */
export interface KeptContent {
  readonly hash: string;
  readonly sizeBytes: number;
  readonly keptAtMs: number;
  /** It lies in the database itself, and not in a file of its own. */
  readonly isInside?: true;
}

/** Where a content comes from: a file that `ContentFiles` has copied, or its bytes. */
export type ContentSource = string | Uint8Array;

/**
 * The account of kept contents: their sizes and ages, and how many recorded versions name each.
 * It lives for one transaction. Files are put and deleted while that holds the lock, so that no
 * other process keeps a content that this one is deleting.
 */
export class ContentLedger {
  readonly #files: ContentFiles;
  readonly #kept: Table<KeptContent>;
  readonly #byAge: Table<string>;
  /** In base64: the database speaks JSON. */
  readonly #bytes: Table<string>;
  readonly #references: Table<number>;
  readonly #total: Table<number>;

  constructor(root: RootDatabase<unknown, Key>, files: ContentFiles) {
    this.#files = files;
    this.#kept = new Table(root, "content");
    this.#byAge = new Table(root, "content-age");
    this.#bytes = new Table(root, "content-bytes");
    this.#references = new Table(root, "content-references");
    this.#total = new Table(root, "content-total");
  }

  /** A content that is there: who empties `versions/` by hand loses no more than that. */
  find(hash: string): KeptContent | undefined {
    const kept = this.#kept.get(hash);
    return kept !== undefined && (kept.isInside === true || this.#files.has(hash))
      ? kept
      : undefined;
  }

  /** The bytes of a content that lies in the database. */
  readInside(hash: string): Buffer | undefined {
    const text = this.#bytes.get(hash);
    return text === undefined ? undefined : Buffer.from(text, "base64");
  }

  /** Every kept content. */
  all(): readonly KeptContent[] {
    return this.#kept.values();
  }

  /** Takes a content in as the newest; the oldest ones go until all fit in `limitBytes`. */
  add(content: KeptContent, source: ContentSource, limitBytes: number): void {
    this.#forget(content.hash);
    if (typeof source === "string") this.#files.place(source, content.hash);
    else this.#bytes.put(Buffer.from(source).toString("base64"), content.hash);
    let totalBytes = this.#enter(
      typeof source === "string" ? content : { ...content, isInside: true },
    );
    while (totalBytes > limitBytes) {
      const oldest = this.#byAge.lowest();
      if (oldest === undefined || oldest === content.hash) return;
      this.drop(oldest);
      totalBytes = this.#totalBytes();
    }
  }

  /** Makes a content the newest one, where it has not been that for `afterMs`. False where it is not kept. */
  renew({ hash, keptAtMs }: Pick<KeptContent, "hash" | "keptAtMs">, afterMs: number): boolean {
    const kept = this.find(hash);
    if (kept === undefined) return false;
    if (keptAtMs - kept.keptAtMs < afterMs) return true;
    this.#forget(hash);
    this.#enter({ ...kept, keptAtMs });
    return true;
  }

  drop(hash: string): void {
    const isInside = this.#kept.get(hash)?.isInside === true;
    this.#forget(hash);
    if (isInside) this.#bytes.remove(hash);
    else this.#files.drop(hash);
  }

  /** Counts versions that came and went; a content that none names any more is deleted. */
  recount(added: readonly TaskRecord[], removed: readonly TaskRecord[]): void {
    const changes = new Map<string, number>();
    for (const hash of added.flatMap(contentsOf)) changes.set(hash, (changes.get(hash) ?? 0) + 1);
    for (const hash of removed.flatMap(contentsOf)) changes.set(hash, (changes.get(hash) ?? 0) - 1);
    for (const [hash, change] of changes) if (change !== 0) this.#count(hash, change);
  }

  #count(hash: string, change: number): void {
    const count = (this.#references.get(hash) ?? 0) + change;
    if (count > 0) {
      this.#references.put(count, hash);
      return;
    }
    this.#references.remove(hash);
    if (this.#kept.get(hash) !== undefined) this.drop(hash);
  }

  /** Returns how much is kept then. */
  #enter(content: KeptContent): number {
    const totalBytes = this.#totalBytes() + content.sizeBytes;
    this.#kept.put(content, content.hash);
    this.#byAge.put(content.hash, content.keptAtMs, content.hash);
    this.#total.put(totalBytes, "bytes");
    return totalBytes;
  }

  #forget(hash: string): void {
    const kept = this.#kept.get(hash);
    if (kept === undefined) return;
    this.#kept.remove(hash);
    this.#byAge.remove(kept.keptAtMs, hash);
    this.#total.put(this.#totalBytes() - kept.sizeBytes, "bytes");
  }

  #totalBytes(): number {
    return this.#total.get("bytes") ?? 0;
  }
}

/** The contents that a version names, each once; a target that is no file has none. */
export function contentsOf(record: TaskRecord): string[] {
  const files = record.outputs.filter(({ path }) => path !== undefined);
  return [...new Set(files.map(({ hash }) => hash))];
}
