import { randomBytes } from "node:crypto";
import { unlinkSync } from "node:fs";
import { type FileHandle, mkdir, open, readlink, realpath, rename, stat } from "node:fs/promises";
import path from "node:path";
import { errnoOf, type FileLocation, notWritable } from "./file-failure.ts";

/** As many links as Linux follows before it calls them a loop. */
const MAX_LINKS = 40;
/** Keeps the temporary name below the 255 bytes of a file name, whatever the characters. */
const MAX_BASE_LENGTH = 48;

/**
 * A file that comes into being, or changes, in one step: it is written beside its place under
 * another name, and `commit` moves it there. Until then, and after `discard`, a reader sees
 * what stood there before. A target that is a symbolic link stays one: the file it points to
 * is replaced, so that outputs can be kept on another disk.
 */
export class AtomicFile {
  readonly #handle: FileHandle;
  readonly #temporaryPath: string;
  readonly #finalPath: string;
  #closed = false;
  #discarded = false;

  private constructor(handle: FileHandle, temporaryPath: string, finalPath: string) {
    this.#handle = handle;
    this.#temporaryPath = temporaryPath;
    this.#finalPath = finalPath;
  }

  /** Makes the folders that are missing, and the temporary file, with the rights of the file it will replace. */
  static async open(file: FileLocation): Promise<AtomicFile> {
    await mkdir(path.dirname(file.absolutePath), { recursive: true });
    const finalPath = await followLinks(file.absolutePath);
    const mode = await modeToKeep(file, finalPath);
    const base = path.basename(finalPath).slice(0, MAX_BASE_LENGTH);
    const temporaryName = `.${base}.${process.pid}-${randomBytes(6).toString("hex")}.tmp`;
    const temporaryPath = path.join(path.dirname(finalPath), temporaryName);
    const handle = await open(temporaryPath, "wx");
    const atomicFile = new AtomicFile(handle, temporaryPath, finalPath);
    if (mode !== undefined) await handle.chmod(mode);
    return atomicFile;
  }

  async write(chunk: string | Uint8Array): Promise<void> {
    // FileHandle.write may write a part only; writeFile goes on from where the last one ended.
    await this.#handle.writeFile(chunk);
  }

  /** Puts the content on the disk, then the file in its place. */
  async commit(): Promise<void> {
    await this.#handle.sync();
    await this.#close();
    // A stream can be destroyed while the disk is syncing: it must leave nothing then.
    if (this.#discarded) return;
    await rename(this.#temporaryPath, this.#finalPath);
    await syncFolder(path.dirname(this.#finalPath));
  }

  /** Removes what was written. Harmless after `commit`. */
  async discard(): Promise<void> {
    this.#discarded = true;
    // At once, for a process that ends before the rest of this is done; Windows has to close first.
    unlinkQuietly(this.#temporaryPath);
    await this.#close().catch(() => undefined);
    unlinkQuietly(this.#temporaryPath);
  }

  async #close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#handle.close();
  }
}

function unlinkQuietly(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Gone already, or moved into its place.
  }
}

async function followLinks(absolutePath: string): Promise<string> {
  let at = absolutePath;
  for (let count = 0; count < MAX_LINKS; count++) {
    const link = await linkTarget(at);
    if (link === undefined) return at;
    at = path.resolve(await realpath(path.dirname(at)), link);
  }
  return at;
}

async function linkTarget(at: string): Promise<string | undefined> {
  try {
    return await readlink(at);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === "EINVAL" || errno === "ENOENT") return undefined;
    throw error;
  }
}

async function modeToKeep(file: FileLocation, finalPath: string): Promise<number | undefined> {
  const found = await stat(finalPath).catch(() => undefined);
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

/** Makes the rename itself survive a power cut. Not every file system can; the file is whole either way. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
