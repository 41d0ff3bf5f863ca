import { AtomicFile } from "./atomic-file.ts";
import { writeFailure } from "./file-failure.ts";
import type { FileLocation } from "./file-location.ts";

/** What a file is written from: all of it, or pieces in their order, made while it is written. */
export type FileContent =
  | string
  | Uint8Array
  | Iterable<string | Uint8Array>
  | AsyncIterable<string | Uint8Array>;

/**
 * Writes a whole file in one step: a reader, at any moment, sees the whole old content or the
 * whole new one, also when this process is killed. Folders that are missing are made.
 * @throws CauceError `target-not-writable`; what the content's iterator throws comes through.
 */
export async function writeAtomically(file: FileLocation, content: FileContent): Promise<void> {
  let atomicFile: AtomicFile | undefined;
  try {
    atomicFile = AtomicFile.open(file);
    for await (const chunk of chunksOf(content)) await atomicFile.write(chunk);
    await atomicFile.commit();
  } catch (error) {
    await atomicFile?.discard();
    throw writeFailure(file, error);
  }
}

function chunksOf(
  content: FileContent,
): Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array> {
  return typeof content === "string" || content instanceof Uint8Array ? [content] : content;
}
