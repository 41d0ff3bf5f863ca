import { hash, randomBytes } from "node:crypto";
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { TaskLockOptions } from "../core/task-lock.ts";
import {
  identifyProcess,
  isNumberTaken,
  isOfThisMachine,
  isProcessAlive,
  type ProcessIdentity,
} from "./process-life.ts";

interface Holder extends ProcessIdentity {
  readonly token: string;
}

const ownerPrefix = "owner-";
const pollMs = 50;
const signOfLifeMs = 10_000;
/** Where there are no hard links, a lock is a moment without its text. */
const unwrittenMs = 2_000;
const withoutLinks: ReadonlySet<string | undefined> = new Set([
  "EPERM",
  "ENOTSUP",
  "EOPNOTSUPP",
  "ENOSYS",
]);

/**
 * Locks of tasks as files in `locks/`. A lock is a hard link to one file that says who this is: it
 * appears with its text in one step, and touching that one file is a sign of life for all of them.
 * The lock of a process that died is taken away under `exclusively`, which one process at a time
 * passes: otherwise two could judge the same dead lock, and the slower one delete the living lock
 * that the faster one has put there.
 */
export class TaskLocks {
  readonly #folder: string;
  readonly #exclusively: (work: () => void) => void;
  readonly #token: string;
  readonly #held = new Set<string>();
  #isIntroduced = false;
  /** Of the file that locks are links to. */
  #ownInode = 0;
  #signs: NodeJS.Timeout | undefined;
  #lastSignMs = 0;

  constructor(
    folder: string,
    exclusively: (work: () => void) => void,
    owner = randomBytes(6).toString("hex"),
  ) {
    this.#token = tokenOf(owner);
    this.#folder = path.join(folder, "locks");
    this.#exclusively = exclusively;
  }

  /**
   * Waits until nobody else holds the lock of a task, and takes it. Resolves with what gives it
   * back, or with undefined where the signal came first.
   */
  async take(id: string, { signal, onWait }: TaskLockOptions): Promise<(() => void) | undefined> {
    const name = hash("sha256", id).slice(0, 32);
    const file = `${this.#folder}${path.sep}${name}.lock`;
    let isWaiting = false;
    while (!signal.aborted) {
      if (this.#tryTake(file)) return () => this.#release(file);
      const holder = readHolder(file);
      if (holder === "gone") continue;
      if (!isAlive(holder)) {
        this.#sweep();
        continue;
      }
      if (!isWaiting) onWait?.(holder.pid);
      isWaiting = true;
      await sleep(pollMs, undefined, { signal }).catch(() => undefined);
    }
    return undefined;
  }

  /** Gives back what is held, and leaves nothing of this process behind. */
  close(): void {
    for (const file of [...this.#held]) this.#release(file);
    if (this.#isIntroduced) rmSync(this.#ownFile, { force: true });
    this.#isIntroduced = false;
  }

  /**
   * What dead processes introduced themselves with, and those of their numbers that name nobody
   * else by now: only what bears one of these is surely theirs.
   */
  findDeadOwners(): { readonly owners: readonly string[]; readonly pids: readonly number[] } {
    const owners: string[] = [];
    const dead = new Set<number>();
    const alive = new Set<number>();
    for (const name of listQuietly(this.#folder)) {
      if (!name.startsWith(ownerPrefix)) continue;
      const holder = readHolder(path.join(this.#folder, name));
      if (holder === "gone") continue;
      if (isAlive(holder)) alive.add(holder.pid);
      else {
        owners.push(name);
        if (isOfThisMachine(holder)) dead.add(holder.pid);
      }
    }
    const pids = [...dead].filter((pid) => !alive.has(pid) && !isNumberTaken(pid));
    return { owners, pids };
  }

  forget(owners: readonly string[]): void {
    if (owners.length > 0) this.#sweep();
    for (const name of owners) this.#takeAway(path.join(this.#folder, name));
  }

  get #ownFile(): string {
    return path.join(this.#folder, `${ownerPrefix}${this.#token}`);
  }

  #tryTake(file: string): boolean {
    this.#introduce();
    // A link is as old as the file: that of a process which idled would look like a dead one's elsewhere.
    if (Date.now() - this.#lastSignMs >= signOfLifeMs) this.#showLife();
    try {
      this.#link(file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EEXIST") return false;
      // The folder was deleted under us: it is made again with the next attempt.
      if (code !== "ENOENT") throw error;
      this.#isIntroduced = false;
      return false;
    }
    this.#held.add(file);
    this.#signs ??= setInterval(() => this.#showLife(), signOfLifeMs).unref();
    return true;
  }

  #link(file: string): void {
    try {
      linkSync(this.#ownFile, file);
    } catch (error) {
      if (!withoutLinks.has((error as NodeJS.ErrnoException).code)) throw error;
      writeFileSync(file, readFileSync(this.#ownFile), { flag: "wx" });
    }
  }

  #release(file: string): void {
    if (!this.#held.delete(file)) return;
    if (this.#isOwn(file)) unlinkQuietly(file);
    if (this.#held.size > 0) return;
    clearInterval(this.#signs);
    this.#signs = undefined;
  }

  /** A link is known by its inode; a lock that is a copy has to be read. */
  #isOwn(file: string): boolean {
    if (statSync(file, { throwIfNoEntry: false })?.ino === this.#ownInode) return true;
    const holder = readHolder(file);
    return holder !== "gone" && holder.token === this.#token;
  }

  #introduce(): void {
    if (this.#isIntroduced) return;
    mkdirSync(this.#folder, { recursive: true });
    const own: Holder = { ...identifyProcess(), token: this.#token };
    const temporary = path.join(this.#folder, `${this.#token}.tmp`);
    writeFileSync(temporary, JSON.stringify(own));
    renameSync(temporary, this.#ownFile);
    this.#ownInode = statSync(this.#ownFile).ino;
    this.#isIntroduced = true;
    this.#sweep();
  }

  /** Removes the locks of processes that died. What they introduced themselves with says that there is more. */
  #sweep(): void {
    for (const name of readdirSync(this.#folder)) {
      if (name.startsWith(ownerPrefix)) continue;
      const file = path.join(this.#folder, name);
      const holder = readHolder(file);
      if (holder !== "gone" && !isAlive(holder)) this.#takeAway(file);
    }
  }

  /** What was judged from outside is judged again inside. */
  #takeAway(file: string): void {
    this.#exclusively(() => {
      const holder = readHolder(file);
      if (holder !== "gone" && !isAlive(holder)) rmSync(file, { force: true });
    });
  }

  #showLife(): void {
    try {
      const now = new Date();
      for (const file of [this.#ownFile, ...this.#held]) utimesSync(file, now, now);
      this.#lastSignMs = now.getTime();
    } catch {
      // The folder was deleted under us: there is nothing to show.
    }
  }
}

/**
 * Takes away the locks that a thread of this process has left behind in a project's `.cauce`: it has
 * ended, and its process lives. `owner` is what its store was opened with.
 */
export function releaseLocksOf(owner: string, folder: string): void {
  const locks = path.join(folder, "locks");
  for (const name of listQuietly(locks)) {
    const file = path.join(locks, name);
    const holder = readHolder(file);
    if (holder !== "gone" && holder.token === tokenOf(owner)) rmSync(file, { force: true });
  }
}

function tokenOf(owner: string): string {
  return `${process.pid}-${owner}`;
}

function unlinkQuietly(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

function listQuietly(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // As a rule nothing was ever locked here; where it cannot be read, a run has said so before.
    return [];
  }
}

/** Who holds a lock, with the last sign of life; a lock without a readable text has pid 0. */
function readHolder(file: string): (Holder & { readonly lastSignMs: number }) | "gone" {
  try {
    const { mtimeMs: lastSignMs } = statSync(file);
    return { ...parseHolder(readFileSync(file, "utf8")), lastSignMs };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "gone";
    throw error;
  }
}

function parseHolder(text: string): Holder {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return { pid: 0, start: "", machine: "", token: "" };
  }
}

function isAlive(holder: Holder & { readonly lastSignMs: number }): boolean {
  if (holder.pid === 0) return Date.now() - holder.lastSignMs < unwrittenMs;
  return isProcessAlive(holder, holder.lastSignMs);
}
