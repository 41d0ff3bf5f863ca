import type { FileStamp, TaskRecord } from "./record.ts";

/**
 * The record of what was made, shared by every process that works on a project. Writing is
 * atomic: a reader sees a whole record, and a process that dies leaves none half-written.
 */
export interface CheckpointStore {
  /** The record of the task's outputs as they should lie on disk now. */
  read(id: string): TaskRecord | undefined;
  /** Makes `record` the task's current one and keeps it among its last versions. */
  write(record: TaskRecord): Promise<void>;
  /** The kept versions of a task, the newest first; the current one is among them. */
  versions(id: string): readonly TaskRecord[];
  /** The current records of a family, in no particular order. */
  readFamily(family: string): readonly TaskRecord[];
  /** The task whose output a file is, if one wrote it. */
  ownerOf(path: string): string | undefined;
  /** Forgets a task and all its versions. */
  remove(id: string): Promise<void>;
  /** The hash that a file had when it was last read, with the stamp that it had then. */
  readStamp(path: string): { readonly stamp: FileStamp; readonly hash: string } | undefined;
  writeStamps(
    entries: readonly { readonly path: string; readonly stamp: FileStamp; readonly hash: string }[],
  ): Promise<void>;
  /** Keeps the content of a file under its hash, so that it can come back. */
  keepContent(hash: string, file: string): Promise<void>;
  hasContent(hash: string): boolean;
  /** Puts kept content at `file`, atomically. */
  restoreContent(hash: string, file: string): Promise<void>;
  close(): Promise<void>;
}
