import { createHash, randomBytes } from "node:crypto";
import {
  constants,
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";

const smallBytes = 1 << 20;
const forgottenAfterMs = 24 * 60 * 60 * 1000;
/** Hashing runs at about 1 GB/s: up to here it is not felt. */
const largestHashedBytes = 256 * 1024 * 1024;

/** The kept contents as files, each under the hash of its bytes: `versions/ab/ab12…`. */
export class ContentFiles {
  readonly #folder: string;
  readonly #incoming: string;
  readonly #process = randomName();
  #copies = 0;
  #isPrepared = false;

  constructor(folder: string) {
    this.#folder = path.join(folder, "versions");
    this.#incoming = path.join(this.#folder, "incoming");
  }

  has(hash: string): boolean {
    return existsSync(this.#fileOf(hash));
  }

  /** Copies a file to where `place` can take it from, on the same file system. */
  async copyIn(file: string, sizeBytes: number): Promise<string> {
    if (!this.#isPrepared || !existsSync(this.#incoming)) await this.#prepare();
    const copy = path.join(this.#incoming, this.#nextName());
    // A small file is copied in less time than handing it to another thread takes.
    if (sizeBytes <= smallBytes) copyFileSync(file, copy, constants.COPYFILE_FICLONE);
    else await copyFile(file, copy, constants.COPYFILE_FICLONE);
    return copy;
  }

  /** Synchronous, as is `drop`: both are steps of a transaction. */
  place(copy: string, hash: string): void {
    const file = this.#fileOf(hash);
    try {
      renameSync(copy, file);
    } catch {
      mkdirSync(path.dirname(file), { recursive: true });
      renameSync(copy, file);
    }
  }

  drop(hash: string): void {
    rmSync(this.#fileOf(hash), { force: true });
  }

  /**
   * Puts kept content at `file` in one step; false, with `file` untouched, where it is damaged.
   * `bytes` is the content where it lies in the database.
   */
  async copyOut(
    hash: string,
    file: string,
    sizeBytes: number,
    bytes: Uint8Array | undefined,
  ): Promise<boolean> {
    await mkdir(path.dirname(file), { recursive: true });
    const copy = path.join(path.dirname(file), `.${randomName()}.tmp`);
    try {
      if (bytes !== undefined) await writeFile(copy, bytes, { flag: "wx" });
      else await copyFile(this.#fileOf(hash), copy, constants.COPYFILE_FICLONE);
      if (!(await isIntact(copy, hash, sizeBytes))) return false;
      await rename(copy, file);
      return true;
    } finally {
      await rm(copy, { force: true });
    }
  }

  /** Removes the copies that some processes were making, once they are dead. */
  async sweep(pids: readonly number[]): Promise<void> {
    const makers = new Set(pids.map(String));
    for (const name of await readdir(this.#incoming).catch(() => []))
      if (makers.has(name.split("-", 1)[0] ?? ""))
        await rm(path.join(this.#incoming, name), { force: true });
  }

  #nextName(): string {
    this.#copies++;
    return `${this.#process}-${this.#copies}`;
  }

  #fileOf(hash: string): string {
    // A hash of another form could be a path of its own ("../…"): its own hash stands in for it.
    const name = isSha256(hash) ? hash : createHash("sha256").update(hash).digest("hex");
    return path.join(this.#folder, name.slice(0, 2), name);
  }

  /** Makes the folder, and removes what processes that died while copying left behind. */
  async #prepare(): Promise<void> {
    await mkdir(this.#incoming, { recursive: true });
    if (this.#isPrepared) return;
    this.#isPrepared = true;
    for (const name of await readdir(this.#incoming)) {
      const copy = path.join(this.#incoming, name);
      const { mtimeMs } = await stat(copy).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
      if (Date.now() - mtimeMs > forgottenAfterMs) await rm(copy, { force: true });
    }
  }
}

async function isIntact(file: string, hash: string, sizeBytes: number): Promise<boolean> {
  if ((await stat(file)).size !== sizeBytes) return false;
  if (!isSha256(hash) || sizeBytes > largestHashedBytes) return true;
  const found = createHash("sha256");
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), found);
  return found.digest("hex") === hash;
}

function isSha256(hash: string): boolean {
  return /^[0-9a-f]{64}$/.test(hash);
}

function randomName(): string {
  return `${process.pid}-${randomBytes(8).toString("hex")}`;
}
