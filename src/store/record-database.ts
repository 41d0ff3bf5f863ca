import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Key, RootDatabase } from "lmdb";
import { type CommitGuard, guardCommit } from "./commit-guard.ts";
import { findDataFileFault } from "./data-file.ts";
import { endCutOff } from "./end-cut-off.ts";
import { GroupCommit } from "./group-commit.ts";
import { recordFile } from "./record-file.ts";
import { RecordGate } from "./record-gate.ts";
import { damagedStore, describeOlderStore, explainStoreError, newerStore } from "./store-error.ts";
import { Table } from "./table.ts";

type Root = RootDatabase<unknown, Key>;

/** 2: code lies apart from the records. */
const knownFormat = 2;
const writeNote = (note: string) => void process.stderr.write(`note: ${note}\n`);
const loadNow = createRequire(import.meta.url);

export interface RecordDatabaseOptions {
  /** Hears what a person should know; written to standard error where it is left out. */
  readonly tell?: (note: string) => void;
  /** For a thread that others may end, which must not happen while it commits. */
  readonly guard?: CommitGuard;
}

/**
 * The LMDB database in a project's folder: opened at its first use, and opened anew where the
 * folder was deleted under it. Every call sees what other processes committed before it.
 */
export class RecordDatabase {
  readonly folder: string;
  readonly #file: string;
  readonly #deferred = new GroupCommit<(root: Root) => void>((changes) =>
    this.#commit((root) => {
      for (const change of changes) change(root);
    }),
  );
  #open: { readonly root: Root; readonly inode: number } | undefined;
  /** The database, or that there is none, while many things are asked of one state of it. */
  #viewed: { readonly root: Root | undefined } | undefined;
  /** The database while a transaction runs on it. */
  #changing: Root | undefined;
  readonly #tell: (note: string) => void;
  readonly #gate: RecordGate;
  readonly #guard: CommitGuard | undefined;
  #isClosed = false;

  constructor(folder: string, { tell = writeNote, guard }: RecordDatabaseOptions = {}) {
    this.folder = folder;
    this.#guard = guard;
    this.#tell = tell;
    this.#file = recordFile(folder);
    this.#gate = new RecordGate(path.join(folder, "gate"), () => this.#makeFolder());
  }

  /** Asks the database; `whenEmpty` where there is none yet, since asking creates nothing. */
  read<Result>(ask: (root: Root) => Result, whenEmpty: Result): Result {
    this.flush();
    return this.readCommitted(ask, whenEmpty);
  }

  /** As `read`, but what is deferred may be missing from the answer. */
  readCommitted<Result>(ask: (root: Root) => Result, whenEmpty: Result): Result {
    return this.#explained(() => {
      const { root } = this.#viewed ?? { root: this.#newestState() };
      return root === undefined ? whenEmpty : ask(root);
    });
  }

  /** What is asked within `work` is asked of one state of the database, as long as nothing is committed. */
  view<Result>(work: () => Result): Result {
    this.#viewed = { root: this.#explained(() => this.#newestState()) };
    try {
      return work();
    } finally {
      this.#viewed = undefined;
    }
  }

  /** The database with all that was committed until now; undefined where there is none yet. */
  #newestState(): Root | undefined {
    const root = this.#current();
    if (root === undefined && !existsSync(this.#file)) return undefined;
    const found = root ?? this.#pass(() => this.#openRoot());
    found.resetReadTxn();
    return found;
  }

  /**
   * Changes the database in one transaction: all of it counts, or nothing does. Returns when it is
   * on disk. It is synchronous so that the lock, which all processes share, is never held while
   * this one computes something else.
   */
  write<Result>(change: (root: Root) => Result): Result {
    this.flush();
    return this.#commit(change);
  }

  /**
   * Changes the database soon: at the end of this turn where commits are rare, and together with
   * the changes that follow within a moment where they are many. All of them count, in their order,
   * or none does.
   */
  defer(change: (root: Root) => void): void {
    this.#deferred.add(change);
  }

  /** Changes the database when it is changed anyway, or after a while: nobody waits for the disk. */
  deferLong(change: (root: Root) => void): void {
    this.#deferred.addLater(change);
  }

  /** Calls `work` when the changes that are deferred now are committed, or lost. */
  afterDeferred(work: () => void): void {
    this.#deferred.afterwards(work);
  }

  /** Commits what is deferred. */
  flush(): void {
    this.#deferred.flush();
  }

  #commit<Result>(change: (root: Root) => Result): Result {
    return this.#explained(() => {
      this.#viewed = undefined;
      const current = this.#current();
      return this.#pass(() => {
        const root = current ?? this.#openRoot();
        this.#changing = root;
        try {
          return root.transactionSync(() => change(root));
        } finally {
          this.#changing = undefined;
        }
      });
    });
  }

  #pass<Result>(work: () => Result): Result {
    const afterwards = setImmediate(() => this.#releaseLock());
    const pass = () => this.#gate.pass(work);
    try {
      return this.#guard === undefined ? pass() : guardCommit(this.#guard, pass);
    } finally {
      clearImmediate(afterwards);
    }
  }

  /**
   * Makes the folder and the database where there were none yet. Where they were deleted since, the
   * next commit makes them: to look each time costs every task one more question to the system.
   */
  prepare(): void {
    if (this.#open !== undefined) return;
    this.#explained(() => this.#current() ?? this.#pass(() => this.#openRoot()));
  }

  async close(): Promise<void> {
    if (!this.#isClosed) this.#deferred.flushAll();
    this.#releaseLock();
    this.#isClosed = true;
    const open = this.#open;
    this.#open = undefined;
    await this.#closeRoot(open);
    this.#gate.close();
  }

  /** Whoever closes it last clears what someone who opens it just then is about to use. */
  async #closeRoot(
    open: { readonly root: Root; readonly inode: number } | undefined,
  ): Promise<void> {
    if (open === undefined) return;
    let closed: Promise<void> | undefined;
    const close = () => {
      closed = open.root.close();
    };
    if (this.#inode() === open.inode) this.#pass(close);
    else close();
    await closed;
  }

  /**
   * Ends a transaction that was cut off. An interrupt of the kernel terminates JavaScript wherever
   * it is, and runs no `finally`: without this, the lock would stay taken for every process until
   * this one exits, and what this one writes from then on would never be committed.
   */
  #releaseLock(): void {
    const root = this.#changing;
    this.#changing = undefined;
    if (root !== undefined) {
      this.#open = undefined;
      endCutOff(root);
    }
    this.#gate.release();
  }

  /** The open database, unless another file (or none) now stands where it was. */
  #current(): Root | undefined {
    if (this.#isClosed) throw new Error(`the store of ${this.folder} is closed`);
    this.#releaseLock();
    if (this.#open === undefined) return undefined;
    if (this.#inode() === this.#open.inode) {
      return this.#open.root;
    }
    void this.#open.root.close();
    this.#open = undefined;
    return undefined;
  }

  #openRoot(): Root {
    this.#makeFolder();
    const fault = existsSync(this.#file) ? findDataFileFault(this.#file) : undefined;
    if (fault !== undefined) throw damagedStore(this.folder, fault);
    const inode = this.#inode();
    // Loaded only here: it costs tens of milliseconds, and many commands never ask the record.
    const { open } = loadNow("lmdb") as typeof import("lmdb");
    const root = open<unknown, Key>({
      path: path.dirname(this.#file),
      noSubdir: false,
      encoding: "json",
      // A commit that returned is on disk, and not only on its way.
      overlappingSync: false,
    });
    try {
      const found = findFormat(root, this.folder);
      if (found < knownFormat) this.#setAside(root, { format: found, inode });
      else {
        this.#open = { root, inode: statSync(this.#file).ino };
        return root;
      }
    } catch (error) {
      void root.close();
      throw error;
    }
    void root.close();
    return this.#openRoot();
  }

  /** Under the lock of the record itself: another process may do the same, and have a new one by now. */
  #setAside(root: Root, { format, inode }: { format: number; inode: number | undefined }): void {
    const kept = path.join(this.folder, `record-format-${format}`);
    root.transactionSync(() => {
      if (this.#inode() !== inode) return;
      rmSync(kept, { recursive: true, force: true });
      renameSync(path.dirname(this.#file), kept);
      this.#tell(describeOlderStore(kept, format));
    });
  }

  #inode(): number | undefined {
    return statSync(this.#file, { throwIfNoEntry: false })?.ino;
  }

  /** The folder keeps itself out of version control, whatever the project's own rules say. */
  #makeFolder(): void {
    mkdirSync(path.dirname(this.#file), { recursive: true });
    const ignore = path.join(this.folder, ".gitignore");
    if (!existsSync(ignore)) writeFileSync(ignore, "*\n");
  }

  #explained<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw explainStoreError(this.folder, error);
    }
  }
}

/** The format of a record that this version can open; a new record gets the present one. */
function findFormat(root: Root, folder: string): number {
  const about = new Table<unknown>(root, "about");
  const found = about.get("format");
  if (found === undefined) {
    root.transactionSync(() => about.put(knownFormat, "format"));
    return knownFormat;
  }
  if (typeof found !== "number" || !Number.isInteger(found) || found < 1)
    throw damagedStore(folder, `its format is ${JSON.stringify(found)} instead of ${knownFormat}`);
  if (found > knownFormat) throw newerStore(folder, found, knownFormat);
  return found;
}
