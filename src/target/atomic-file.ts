import { randomBytes } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fsync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFile,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { findOwnerAmongInputs } from "../core/running-task.ts";
import { BegunWrite } from "./begun-write.ts";
import { errnoOf, notWritable } from "./file-failure.ts";
import type { FileLocation } from "./file-location.ts";
import { makeFolder } from "./make-folder.ts";
import { temporaryPrefix } from "./temporary-prefix.ts";

/** As many links as Linux follows before it calls them a loop. */
const MAX_LINKS = 40;
/** What is written in less time than handing it to another thread takes. */
const SMALL_LENGTH = 1 << 20;
/** Tells this thread's temporary files from those of others; to ask for a number each time takes as long as a write. */
const THREAD_NAME = randomBytes(4).toString("hex");
let opened = 0;

/**
 * A file that comes into being, or changes, in one step: it is written beside its place under
 * another name, and `commit` moves it there. Until then, and after `discard`, a reader sees
 * what stood there before. A target that is a symbolic link stays one: the file it points to
 * is replaced, so that outputs can be kept on another disk.
 *
 * A file that takes another one's place is on the disk before it does, so that a power cut leaves
 * one of the two. Where there was none, there is nothing to lose: a file that a power cut empties
 * is not the one that its task has recorded, and is made again.
 */
export class AtomicFile {
  readonly #descriptor: number;
  readonly #temporaryPath: string;
  readonly #finalPath: string;
  readonly #replaces: boolean;
  readonly #write: BegunWrite;
  #busy: Promise<void> | undefined;
  #closed = false;
  #discarded = false;

  private constructor(file: {
    readonly descriptor: number;
    readonly temporaryPath: string;
    readonly finalPath: string;
    readonly replaces: boolean;
    readonly write: BegunWrite;
  }) {
    this.#descriptor = file.descriptor;
    this.#temporaryPath = file.temporaryPath;
    this.#finalPath = file.finalPath;
    this.#replaces = file.replaces;
    this.#write = file.write;
    // A process that ends now does not come to the end of this write.
    this.#write.onRefused(() => unlinkQuietly(this.#temporaryPath));
  }

  /** Makes the folders that are missing, and the temporary file, with the rights of the file it will replace. */
  static open(file: FileLocation, begun?: BegunWrite): AtomicFile {
    assertOwnOutput(file);
    const found = statQuietly(file.absolutePath, lstatSync);
    const isLink = found?.isSymbolicLink() === true;
    const finalPath = isLink ? followLinks(file.absolutePath) : file.absolutePath;
    const mode = modeToKeep(file, isLink ? statQuietly(finalPath, statSync) : found);
    const temporaryName = `${temporaryPrefix(finalPath)}${nextSuffix()}.tmp`;
    const temporaryPath = path.join(path.dirname(finalPath), temporaryName);
    const descriptor = openNew(temporaryPath, path.dirname(file.absolutePath));
    const replaces = mode !== undefined;
    const write = begun ?? new BegunWrite(file);
    const atomicFile = new AtomicFile({ descriptor, temporaryPath, finalPath, replaces, write });
    if (mode !== undefined) fchmodSync(descriptor, mode);
    return atomicFile;
  }

  async write(chunk: string | Uint8Array): Promise<void> {
    // To write to a descriptor may write a part only; writeFile goes on from where the last one ended.
    if (chunk.length <= SMALL_LENGTH) writeFileSync(this.#descriptor, chunk);
    else await this.#elsewhere(promisify(writeFile)(this.#descriptor, chunk));
  }

  /** Puts the file in its place, unless the attempt that writes it has failed by not waiting for that. */
  async commit(): Promise<void> {
    if (this.#replaces) await this.#elsewhere(promisify(fsync)(this.#descriptor));
    await this.#close();
    // A stream can be destroyed while the disk is syncing: it must leave nothing then.
    if (this.#discarded) return;
    // The attempt's failure has told it. Thrown here, where nobody waits, it would end the process.
    if (this.#write.isRefused) return this.discard();
    renameSync(this.#temporaryPath, this.#finalPath);
    this.#write.end();
  }

  /** Removes what was written. Harmless after `commit`. */
  async discard(): Promise<void> {
    this.#discarded = true;
    this.#write.end();
    // At once, for a process that ends before the rest of this is done; Windows has to close first.
    unlinkQuietly(this.#temporaryPath);
    await this.#close().catch(() => undefined);
    unlinkQuietly(this.#temporaryPath);
  }

  async #elsewhere(work: Promise<void>): Promise<void> {
    this.#busy = work.catch(() => undefined);
    await work;
  }

  async #close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    // Closed under a thread that writes, its number could soon stand for another file.
    await this.#busy;
    closeSync(this.#descriptor);
  }
}

/** What another task wrote is to be read: changed, it would be stale as soon as the run has ended. */
function assertOwnOutput(file: FileLocation): void {
  const found = findOwnerAmongInputs(file.absolutePath);
  if (found === undefined) return;
  const { reader, owner } = found;
  throw notWritable(
    file,
    `it is an output of \`${owner.id}\`, which \`${reader.id}\` requires, and so is only to be read. Write to a target that \`${reader.family}.output()\` returns.`,
  );
}

/** Makes the folders only where they are missing: as a rule they are there. */
function openNew(file: string, folder: string): number {
  try {
    return openSync(file, "wx");
  } catch (error) {
    if (errnoOf(error) !== "ENOENT") throw error;
    makeFolder(folder);
    return openSync(file, "wx");
  }
}

function nextSuffix(): string {
  opened++;
  return `${THREAD_NAME}${opened.toString(16).padStart(8, "0")}`;
}

function unlinkQuietly(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Gone already, or moved into its place.
  }
}

function followLinks(absolutePath: string): string {
  let at = absolutePath;
  for (let count = 0; count < MAX_LINKS; count++) {
    const link = linkTarget(at);
    if (link === undefined) return at;
    at = path.resolve(realpathSync(path.dirname(at)), link);
  }
  return at;
}

function linkTarget(at: string): string | undefined {
  try {
    return readlinkSync(at);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === "EINVAL" || errno === "ENOENT") return undefined;
    throw error;
  }
}

function modeToKeep(file: FileLocation, found: Stats | undefined): number | undefined {
  if (found === undefined) return undefined;
  if (found.isDirectory()) {
    throw notWritable(
      file,
      "it is a folder, and a file was expected. Remove that folder, or give the target another path.",
    );
  }
  // Renaming over a device or a pipe would take it away from the whole machine.
  if (!found.isFile()) {
    throw notWritable(
      file,
      "it is a device or a pipe, and an ordinary file was expected. Give the target another path.",
    );
  }
  return found.mode & 0o7777;
}

function statQuietly(file: string, look: typeof statSync): Stats | undefined {
  try {
    return look(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
