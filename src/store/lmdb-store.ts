import { readFileSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import type { Key, RootDatabase } from "lmdb";
import type {
  CheckpointStore,
  Pruned,
  PruneOptions,
  WrittenFile,
} from "../core/checkpoint-store.ts";
import { CauceError } from "../core/errors.ts";
import type { CoveredText, FileStamp, LastFailure, TaskRecord } from "../core/record.ts";
import type { TaskLock, TaskLockOptions } from "../core/task-lock.ts";
import { ContentFiles } from "./content-files.ts";
import { ContentLedger, type ContentSource, type KeptContent } from "./content-ledger.ts";
import { pruneVersions } from "./prune-versions.ts";
import { RecordDatabase, type RecordDatabaseOptions } from "./record-database.ts";
import { explainStoreError } from "./store-error.ts";
import { Table } from "./table.ts";
import { TaskLedger } from "./task-ledger.ts";
import { TaskLocks } from "./task-locks.ts";
import { TextLedger } from "./text-ledger.ts";

/** How much of the past a store keeps. */
export interface LmdbStoreOptions extends RecordDatabaseOptions {
  /** Versions of a task, the current one counted; 5 where nothing is said. */
  readonly versionsPerTask?: number;
  /** Bytes of all kept contents together; 1 GiB. The oldest contents go first. */
  readonly keptBytes?: number;
  /** Bytes of the largest file that is kept; 256 MiB. */
  readonly largestKeptBytes?: number;
  /** Bytes of the largest content that is kept in the database instead of a file of its own; 8 KiB. */
  readonly largestInsideBytes?: number;
  /** What its locks are known by; letters and digits, chosen at random where it is left out. */
  readonly owner?: string;
}

interface StampedHash {
  readonly stamp: FileStamp;
  readonly hash: string;
}

/** A content with what it is to be kept from. */
interface CopiedContent {
  readonly content: KeptContent;
  readonly source: ContentSource;
}

const mebibyte = 2 ** 20;
/** How old a kept content may look before keeping it once more is worth a transaction. */
const refreshAfterMs = 60 * 60 * 1000;

/**
 * The record of a project in `folder` (its `.cauce`), in LMDB: several processes may have it open,
 * each sees what the others committed, and one that is killed leaves whole records. Nothing is
 * opened before the first call, and nothing created before the first change. A hash is the
 * SHA-256 of a file's bytes, in hexadecimal. Faults throw a CauceError: `store-damaged`,
 * `store-newer`, `store-unusable`, `content-missing`, `content-damaged`,
 * `content-unreadable`, `content-not-restored`.
 */
export function openLmdbStore(folder: string, options: LmdbStoreOptions = {}): CheckpointStore {
  return new LmdbStore(path.resolve(folder), options);
}

class LmdbStore implements CheckpointStore {
  readonly #database: RecordDatabase;
  readonly #files: ContentFiles;
  readonly #locks: TaskLocks;
  readonly #versionsPerTask: number;
  readonly #keptBytes: number;
  readonly #largestKeptBytes: number;
  readonly #largestInsideBytes: number;
  /** Hashes that are not on disk yet: one that is lost costs that its file is read again. */
  readonly #stamps = new Map<string, StampedHash>();
  /** Tasks whose ends are deferred. */
  readonly #unsettled = new Set<string>();

  constructor(folder: string, options: LmdbStoreOptions) {
    this.#database = new RecordDatabase(folder, options);
    this.#files = new ContentFiles(folder);
    this.#locks = new TaskLocks(folder, (work) => this.#database.write(work), options.owner);
    this.#versionsPerTask = options.versionsPerTask ?? 5;
    this.#keptBytes = options.keptBytes ?? 1024 * mebibyte;
    this.#largestKeptBytes = options.largestKeptBytes ?? 256 * mebibyte;
    this.#largestInsideBytes = options.largestInsideBytes ?? 8 * 1024;
  }

  view<Result>(work: () => Result): Result {
    return this.#database.view(work);
  }

  read(id: string): TaskRecord | undefined {
    this.#settle(id);
    return this.#database.readCommitted((root) => tasksIn(root).read(id), undefined);
  }

  async write(record: TaskRecord): Promise<void> {
    this.#database.write((root) => {
      const { added, removed } = tasksIn(root).write(record, this.#versionsPerTask);
      this.#contents(root).recount(added, removed);
    });
  }

  async recordEnd(record: TaskRecord, files: readonly WrittenFile[]): Promise<void> {
    const keptAtMs = Date.now();
    const copied: CopiedContent[] = [];
    for (const file of files) {
      const copy = await this.#copyIn(file, keptAtMs);
      if (copy !== undefined) copied.push(copy);
    }
    this.#unsettled.add(record.id);
    this.#database.defer((root) => {
      this.#unsettled.delete(record.id);
      const contents = this.#contents(root);
      for (const { content, source } of copied)
        if (typeof source === "string" || !contents.renew(content, refreshAfterMs))
          contents.add(content, source, this.#keptBytes);
      const { added, removed } = tasksIn(root).write(record, this.#versionsPerTask);
      contents.recount(added, removed);
    });
  }

  flush(): void {
    this.#database.flush();
  }

  versions(id: string): readonly TaskRecord[] {
    this.#settle(id);
    return this.#database.readCommitted((root) => tasksIn(root).versions(id), []);
  }

  records(): readonly TaskRecord[] {
    return this.#database.read((root) => tasksIn(root).records(), []);
  }

  readFamily(family: string): readonly TaskRecord[] {
    return this.#database.read((root) => tasksIn(root).readFamily(family), []);
  }

  ownerOf(file: string): string | undefined {
    return this.#database.read((root) => tasksIn(root).ownerOf(file), undefined);
  }

  async lock(id: string, options: TaskLockOptions): Promise<TaskLock | undefined> {
    // The folder is made in one place, with its .gitignore.
    this.#database.prepare();
    const release = await this.#takeLock(id, options);
    if (release === undefined) return undefined;
    try {
      // What this process has still to commit is of other tasks: a lock is held until then.
      const ask = (root: RootDatabase<unknown, Key>) => tasksIn(root).read(id);
      const record = this.#database.readCommitted(ask, undefined);
      return { record, release: () => this.#database.afterDeferred(release) };
    } catch (error) {
      release();
      throw error;
    }
  }

  async buryDead(work: (pids: readonly number[]) => Promise<void>): Promise<void> {
    const dead = this.#locks.findDeadOwners();
    if (dead.pids.length > 0) {
      await work(dead.pids);
      await this.#files.sweep(dead.pids);
    }
    this.#locks.forget(dead.owners);
  }

  async remove(id: string): Promise<void> {
    this.flush();
    if (this.read(id) === undefined && this.readFailure(id) === undefined) return;
    this.#database.write((root) => {
      const { added, removed } = tasksIn(root).remove(id);
      this.#contents(root).recount(added, removed);
    });
  }

  readStamp(file: string): StampedHash | undefined {
    const known = this.#stamps.get(file);
    if (known !== undefined) return known;
    return this.#database.readCommitted((root) => stampsIn(root).get(file), undefined);
  }

  async writeStamps(entries: readonly ({ readonly path: string } & StampedHash)[]): Promise<void> {
    if (entries.length === 0) return;
    for (const { path: file, stamp, hash } of entries) this.#stamps.set(file, { stamp, hash });
    this.#database.deferLong((root) => {
      for (const { path: file, stamp, hash } of entries) stampsIn(root).put({ stamp, hash }, file);
      this.#stamps.clear();
    });
  }

  keepTexts(texts: readonly CoveredText[]): void {
    this.#database.defer((root) => {
      const ledger = new TextLedger(root);
      for (const text of texts) ledger.keep(text);
    });
  }

  readText(hash: string): string | undefined {
    return this.#database.readCommitted((root) => new TextLedger(root).find(hash), undefined);
  }

  noteFailure(id: string, failure: LastFailure): void {
    this.#database.defer((root) => new TaskLedger(root).noteFailure(id, failure));
  }

  readFailure(id: string): LastFailure | undefined {
    return this.#database.readCommitted((root) => new TaskLedger(root).failureOf(id), undefined);
  }

  async keepContent(hash: string, file: string): Promise<void> {
    const copied = await this.#copyIn({ hash, file }, Date.now());
    if (copied === undefined) return;
    const { content, source } = copied;
    try {
      this.#database.write((root) => this.#contents(root).add(content, source, this.#keptBytes));
    } finally {
      if (typeof source === "string") await rm(source, { force: true });
    }
  }

  hasContent(hash: string): boolean {
    return this.#find(hash) !== undefined;
  }

  sizeOfContent(hash: string): number | undefined {
    return this.#find(hash)?.sizeBytes;
  }

  async prune(options: PruneOptions): Promise<readonly Pruned[]> {
    const prune = (root: RootDatabase<unknown, Key>) => pruneVersions(root, this.#files, options);
    const found = this.#database.read(
      (root) => pruneVersions(root, this.#files, { ...options, isDryRun: true }),
      [],
    );
    return options.isDryRun || found.length === 0 ? found : this.#database.write(prune);
  }

  async restoreContent(hash: string, file: string): Promise<void> {
    this.flush();
    const kept = this.#find(hash);
    if (kept === undefined) {
      throw new CauceError(
        "content-missing",
        `\`${file}\` cannot come back: its content ${hash.slice(0, 12)}… is no longer kept. Run its task again.`,
      );
    }
    if (await this.#copyOut(kept, file)) return;
    // It would be offered again and again: it goes, and its task runs the next time.
    this.#database.write((root) => this.#contents(root).drop(hash));
    throw new CauceError(
      "content-damaged",
      `\`${file}\` cannot come back: the kept copy of its content ${hash.slice(0, 12)}… is damaged and was deleted. Run its task again.`,
    );
  }

  close(): Promise<void> {
    return this.#database.close().finally(() => this.#locks.close());
  }

  async #takeLock(id: string, options: TaskLockOptions): Promise<(() => void) | undefined> {
    try {
      return await this.#locks.take(id, options);
    } catch (error) {
      throw explainStoreError(this.#database.folder, error);
    }
  }

  #contents(root: RootDatabase<unknown, Key>): ContentLedger {
    return new ContentLedger(root, this.#files);
  }

  /** What is asked of other tasks need not wait for the disk, or a long chain would at every link. */
  #settle(id: string): void {
    if (this.#unsettled.has(id)) this.flush();
  }

  #find(hash: string): KeptContent | undefined {
    const found = this.#findCommitted(hash);
    if (found !== undefined || this.#unsettled.size === 0) return found;
    this.flush();
    return this.#findCommitted(hash);
  }

  #findCommitted(hash: string): KeptContent | undefined {
    return this.#database.readCommitted((root) => this.#contents(root).find(hash), undefined);
  }

  #readInside(hash: string): Buffer | undefined {
    return this.#database.readCommitted((root) => this.#contents(root).readInside(hash), undefined);
  }

  /** Gets hold of a content to keep it; undefined where it is kept already, or is too large. */
  async #copyIn(
    { hash, file, bytes }: WrittenFile,
    keptAtMs: number,
  ): Promise<CopiedContent | undefined> {
    const isInHand = bytes !== undefined && bytes.length <= this.#largestInsideBytes;
    // To look whether it is kept already takes as long as to keep it: that is left to the commit.
    if (!isInHand && this.#isKept({ hash, keptAtMs })) return undefined;
    const sizeBytes = bytes?.length ?? sizeOf(file);
    if (sizeBytes > Math.min(this.#largestKeptBytes, this.#keptBytes)) return undefined;
    const content = { hash, sizeBytes, keptAtMs };
    if (sizeBytes <= this.#largestInsideBytes) return { content, source: bytes ?? readKept(file) };
    // The folder is made in one place, with its .gitignore.
    this.#database.prepare();
    try {
      return { content, source: await this.#files.copyIn(file, sizeBytes) };
    } catch (error) {
      throw explainStoreError(this.#database.folder, error);
    }
  }

  /** One that is counts as the newest from now on. */
  #isKept(content: Pick<KeptContent, "hash" | "keptAtMs">): boolean {
    const known = this.#findCommitted(content.hash);
    if (known === undefined) return false;
    if (content.keptAtMs - known.keptAtMs >= refreshAfterMs)
      this.#database.defer((root) => this.#contents(root).renew(content, refreshAfterMs));
    return true;
  }

  async #copyOut(kept: KeptContent, file: string): Promise<boolean> {
    try {
      const { hash, sizeBytes, isInside } = kept;
      const bytes = isInside === true ? this.#readInside(hash) : undefined;
      return await this.#files.copyOut(hash, file, sizeBytes, bytes);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new CauceError(
        "content-not-restored",
        `\`${file}\` cannot be written: ${reason}. Make its folder writable, with room on the disk.`,
        { cause: error },
      );
    }
  }
}

const ledgers = new WeakMap<RootDatabase<unknown, Key>, TaskLedger>();

/** One for each opened database: it remembers the code that it has read. */
function tasksIn(root: RootDatabase<unknown, Key>): TaskLedger {
  const known = ledgers.get(root);
  if (known !== undefined) return known;
  const made = new TaskLedger(root);
  ledgers.set(root, made);
  return made;
}

function stampsIn(root: RootDatabase<unknown, Key>): Table<StampedHash> {
  return new Table(root, "stamp");
}

function sizeOf(file: string): number {
  return readable(file, () => statSync(file).size);
}

function readKept(file: string): Uint8Array {
  return readable(file, () => readFileSync(file));
}

function readable<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new CauceError(
      "content-unreadable",
      `\`${file}\` cannot be kept: it is gone or cannot be read. Expected the file that a task has just written.`,
      { cause: error },
    );
  }
}
