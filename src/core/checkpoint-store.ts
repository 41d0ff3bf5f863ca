import type { CoveredText, FileStamp, LastFailure, TaskRecord } from "./record.ts";
import type { TaskLock, TaskLockOptions } from "./task-lock.ts";

/** What tidying up takes away: an earlier version of a task, or kept content that nothing names. */
export interface Pruned {
  /** The task whose version goes; absent for content that no version names. */
  readonly id?: string;
  /** How much room it makes; content that other versions still name makes none. */
  readonly sizeBytes: number;
}

export interface PruneOptions {
  /** How many versions of each task stay, the current one counted; all where it is left out. */
  readonly keep?: number;
  /** Says what would go, and takes nothing away. */
  readonly isDryRun: boolean;
}

/** A file that a task has written. */
export interface WrittenFile {
  readonly hash: string;
  readonly file: string;
  /** What it holds, where it is small and was read for its hash. */
  readonly bytes?: Uint8Array;
}

/**
 * The record of what was made, shared by every process that works on a project. Writing is
 * atomic: a reader sees a whole record, and a process that dies leaves none half-written.
 */
export interface CheckpointStore {
  /**
   * Lets `work`, which must not wait, ask many things: whether other processes have written is
   * looked for once, and not before every answer.
   */
  view<Result>(work: () => Result): Result;
  /** The record of the task's outputs as they should lie on disk now. */
  read(id: string): TaskRecord | undefined;
  /** Makes `record` the task's current one and keeps it among its last versions. */
  write(record: TaskRecord): Promise<void>;
  /**
   * Writes the record of a task that has just ended and keeps its files by their hashes, in one
   * step. It counts for this process at once. Tasks that end within moments of each other are
   * committed together, so that a process that is killed may lose the last ones, and they run again.
   */
  recordEnd(record: TaskRecord, files: readonly WrittenFile[]): Promise<void>;
  /** Commits the ends that are still to be committed. */
  flush(): void;
  /** The kept versions of a task, the newest first; the current one is among them. */
  versions(id: string): readonly TaskRecord[];
  /** The current records of all tasks, in no particular order. */
  records(): readonly TaskRecord[];
  /** The current records of a family, in no particular order. */
  readFamily(family: string): readonly TaskRecord[];
  /** The task whose output a file is, if one wrote it. */
  ownerOf(path: string): string | undefined;
  /**
   * Waits until no other run of the project, in whatever process, holds the lock of a task, and
   * takes it. The lock of a process that died is free. Undefined where the signal came first.
   */
  lock(id: string, options: TaskLockOptions): Promise<TaskLock | undefined>;
  /**
   * Looks for processes of this machine that were killed while they ran tasks, has `work` clear up
   * behind them, which is given their numbers, and forgets them. Without any, `work` is not called.
   */
  buryDead(work: (pids: readonly number[]) => Promise<void>): Promise<void>;
  /** Forgets a task and all its versions. */
  remove(id: string): Promise<void>;
  /** The hash that a file had when it was last read, with the stamp that it had then. */
  readStamp(path: string): { readonly stamp: FileStamp; readonly hash: string } | undefined;
  /** They are known here at once, and on disk with the next end of a task, after a moment, or when the store is closed. */
  writeStamps(
    entries: readonly { readonly path: string; readonly stamp: FileStamp; readonly hash: string }[],
  ): Promise<void>;
  /**
   * Keeps the texts behind hashes of code, within bounds: the oldest go, and long ones are left
   * out. They are committed with the next ends of tasks.
   */
  keepTexts(texts: readonly CoveredText[]): void;
  /** The text behind a hash; undefined where it is not kept. */
  readText(hash: string): string | undefined;
  /** Remembers how a task failed, until it is recorded again. It is committed with the next ends of tasks. */
  noteFailure(id: string, failure: LastFailure): void;
  /** How a task failed when it last ran; undefined where it has succeeded since. */
  readFailure(id: string): LastFailure | undefined;
  /** Keeps the content of a file under its hash, so that it can come back. */
  keepContent(hash: string, file: string): Promise<void>;
  hasContent(hash: string): boolean;
  /** The bytes of a kept content; undefined where it is not kept. */
  sizeOfContent(hash: string): number | undefined;
  /**
   * Takes away the versions that cannot come back, because a content of theirs is gone, those
   * beyond `keep`, and the contents that no version names. Current records and the files of
   * outputs stay.
   */
  prune(options: PruneOptions): Promise<readonly Pruned[]>;
  /** Puts kept content at `file`, atomically. */
  restoreContent(hash: string, file: string): Promise<void>;
  close(): Promise<void>;
}
