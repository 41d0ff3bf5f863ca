import { rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Key, RootDatabase } from "lmdb";
import { endCutOff } from "./end-cut-off.ts";

type Root = RootDatabase<unknown, Key>;

const loadNow = createRequire(import.meta.url);

/**
 * Who opens the record and who changes it pass one at a time. Whoever opens an LMDB database sets
 * the number of its newest transaction, which all processes share, to the one that it has read a
 * moment before, without a lock (ITS#9496, which lmdb-js has not): what another process commits in
 * between is undone by the next commit, or the record is damaged. The gate is the write lock of a
 * second database. Nobody writes into that one, so that nothing can be undone there, and the system
 * frees the lock of a process that dies.
 */
export class RecordGate {
  readonly #folder: string;
  readonly #file: string;
  readonly #makeFolder: () => void;
  #open: { readonly root: Root; readonly inode: number | undefined } | undefined;
  /** The database whose lock is held. */
  #passed: Root | undefined;

  /** `makeFolder` makes the folder that `folder` is to lie in. */
  constructor(folder: string, makeFolder: () => void) {
    this.#folder = folder;
    this.#file = path.join(folder, "data.mdb");
    this.#makeFolder = makeFolder;
  }

  pass<Result>(work: () => Result): Result {
    const root = this.#current();
    this.#passed = root;
    try {
      return root.transactionSync(work);
    } finally {
      this.#passed = undefined;
    }
  }

  /** Ends a pass that was cut off. */
  release(): void {
    const root = this.#passed;
    if (root === undefined) return;
    this.#passed = undefined;
    this.#open = undefined;
    endCutOff(root);
  }

  close(): void {
    void this.#open?.root.close();
    this.#open = undefined;
  }

  /** Opened anew where the folder was deleted: whoever comes now passes the new one. */
  #current(): Root {
    const open = this.#open;
    if (open !== undefined && this.#inode() === open.inode) return open.root;
    this.close();
    this.#makeFolder();
    const root = this.#openRoot();
    this.#open = { root, inode: this.#inode() };
    return root;
  }

  #openRoot(): Root {
    const { open } = loadNow("lmdb") as typeof import("lmdb");
    const options = { path: this.#folder, noSubdir: false, overlappingSync: false };
    try {
      return open<unknown, Key>(options);
    } catch {
      // There is nothing in it to be lost: one that a power cut has damaged is made anew.
      rmSync(this.#folder, { recursive: true, force: true });
      return open<unknown, Key>(options);
    }
  }

  #inode(): number | undefined {
    return statSync(this.#file, { throwIfNoEntry: false })?.ino;
  }
}
