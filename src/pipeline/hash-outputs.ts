import { statSync } from "node:fs";
import { uptime } from "node:os";
import type { CheckpointStore } from "../core/checkpoint-store.ts";
import { resolveFromRoot } from "../core/project-root.ts";
import type { FileStamp } from "../core/record.ts";
import { isFileTarget, type Target } from "../core/target.ts";
import { type HashedContent, hashFile, isSmall, readSmallFile } from "./hash-file.ts";
import { SharedAnswers } from "./share-look.ts";

/** Coarser than the time stamps of every file system in use (FAT: 2 s). */
const settledMs = 2_500;
/** Read twice, the start of the machine differs by what the two clocks differ in exactness. */
const sameBootMs = 5_000;
const bootedAtMs = Math.round(Date.now() - uptime() * 1_000);

/** Of a content; undefined where there is none. */
type FoundHash = string | undefined;

const found = new SharedAnswers<FoundHash | Promise<FoundHash>>();

/** A target whose content can be told apart without a file: a table, an object in a bucket. */
interface FingerprintedTarget extends Target {
  fingerprint(): Promise<string>;
}

/**
 * The hash of a target's content; undefined where there is none. Reading is skipped where size,
 * both times and inode are the recorded ones and the file was already older than the clock's and
 * the file system's resolution when it was hashed: an edit since then would show in its times. After
 * the machine has started anew, everything is read once: a file can come out of a power cut with its
 * times and size and without its content. No promise where none is needed: they cost more than a stat.
 */
export function hashTarget(
  target: Target,
  store: CheckpointStore,
  stamps: StampBatch,
): FoundHash | Promise<FoundHash> {
  if (!isFileTarget(target)) return fingerprintOf(target);
  const { path } = target;
  return found.ask(path, () => hashFileTarget(path, store, stamps));
}

function hashFileTarget(
  path: string,
  store: CheckpointStore,
  stamps: StampBatch,
): FoundHash | Promise<FoundHash> {
  const file = resolveFromRoot(path);
  const stamp = readStamp(file);
  if (stamp === undefined) return undefined;
  const known = store.readStamp(path);
  if (known !== undefined && isUntouched(known.stamp, stamp)) return known.hash;
  const add = (hash: FoundHash) => {
    if (hash !== undefined) stamps.add(path, stamp, hash);
    return hash;
  };
  return isSmall(stamp.sizeBytes)
    ? add(readSmallFile(file)?.hash)
    : hashFile(file, stamp.sizeBytes).then(add);
}

/** The content of a file that a task has just written, of the given size: no hash of it can be known. */
export async function readWritten(
  path: string,
  sizeBytes: number | undefined,
): Promise<HashedContent | undefined> {
  if (sizeBytes === undefined) return undefined;
  const file = resolveFromRoot(path);
  if (isSmall(sizeBytes)) return readSmallFile(file);
  const hash = await hashFile(file, sizeBytes);
  return hash === undefined ? undefined : { hash };
}

/** Stamps are written together, once, after a whole plan was observed. */
export class StampBatch {
  readonly #entries: { path: string; stamp: FileStamp; hash: string }[] = [];

  add(path: string, stamp: FileStamp, hash: string): void {
    this.#entries.push({ path, stamp, hash });
  }

  async save(store: CheckpointStore): Promise<void> {
    const settled = this.#entries.filter(({ stamp }) => isSettled(stamp));
    if (settled.length > 0) await store.writeStamps(settled);
  }
}

/** Of a target that is no file; undefined where there is nothing. */
export async function fingerprintOf(target: Target): Promise<FoundHash> {
  if (!(await target.exists())) return undefined;
  return "fingerprint" in target && typeof target.fingerprint === "function"
    ? (target as FingerprintedTarget).fingerprint()
    : "exists";
}

/** Synchronous: the answer takes less time than handing the question to another thread. */
function readStamp(file: string): FileStamp | undefined {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === undefined || !found.isFile()) return undefined;
    return {
      sizeBytes: found.size,
      mtimeMs: found.mtimeMs,
      ctimeMs: found.ctimeMs,
      inode: found.ino,
      hashedAtMs: Date.now(),
      bootedAtMs,
    };
  } catch {
    return undefined;
  }
}

function isSettled(stamp: FileStamp): boolean {
  const newest = Math.max(stamp.mtimeMs, stamp.ctimeMs);
  return stamp.hashedAtMs - newest > settledMs;
}

function isOfThisBoot({ bootedAtMs: then }: FileStamp): boolean {
  return then !== undefined && Math.abs(then - bootedAtMs) < sameBootMs;
}

function isUntouched(then: FileStamp, now: FileStamp): boolean {
  return (
    isSettled(then) &&
    isOfThisBoot(then) &&
    then.sizeBytes === now.sizeBytes &&
    then.mtimeMs === now.mtimeMs &&
    then.ctimeMs === now.ctimeMs &&
    then.inode === now.inode
  );
}
