import type { Key, RootDatabase } from "lmdb";
import type { LastFailure, TaskRecord } from "../core/record.ts";
import { CodeMaps } from "./code-maps.ts";
import { Table } from "./table.ts";

/** The versions that a change brought in and those that it pushed out. */
export interface VersionChange {
  readonly added: readonly TaskRecord[];
  readonly removed: readonly TaskRecord[];
}

/** A record as it is stored: what its fingerprint covered of code lies apart. */
type StoredRecord = Omit<TaskRecord, "code"> & { readonly code: string };

/** The records of tasks with their indexes: by family, and by the files that they wrote. */
export class TaskLedger {
  readonly #current: Table<StoredRecord>;
  readonly #earlier: Table<readonly StoredRecord[]>;
  readonly #code: CodeMaps;
  readonly #byFamily: Table<string>;
  readonly #owners: Table<string>;
  readonly #failures: Table<LastFailure>;

  constructor(root: RootDatabase<unknown, Key>) {
    this.#code = new CodeMaps(root);
    this.#current = new Table(root, "task");
    this.#earlier = new Table(root, "task-earlier");
    this.#byFamily = new Table(root, "task-of-family");
    this.#owners = new Table(root, "task-of-file");
    this.#failures = new Table(root, "task-failure");
  }

  read(id: string): TaskRecord | undefined {
    const stored = this.#current.get(id);
    return stored === undefined ? undefined : this.#load(stored);
  }

  versions(id: string): readonly TaskRecord[] {
    const current = this.read(id);
    return current === undefined ? [] : [current, ...this.#earlierOf(id)];
  }

  records(): readonly TaskRecord[] {
    return this.#current.values().map((stored) => this.#load(stored));
  }

  readFamily(family: string): readonly TaskRecord[] {
    const ids = this.#byFamily.valuesUnder(family);
    return ids.map((id) => this.read(id)).filter((record) => record !== undefined);
  }

  ownerOf(path: string): string | undefined {
    return this.#owners.get(path);
  }

  failureOf(id: string): LastFailure | undefined {
    return this.#failures.get(id);
  }

  noteFailure(id: string, failure: LastFailure): void {
    this.#failures.put(failure, id);
  }

  /** Makes `record` the current one; the versions before it stay, as many as `versionsPerTask` lets. */
  write(record: TaskRecord, versionsPerTask: number): VersionChange {
    const before = this.versions(record.id);
    const others = before.filter(({ fingerprint }) => fingerprint !== record.fingerprint);
    const kept = others.slice(0, Math.max(versionsPerTask, 1) - 1);
    this.#unindex(before[0]);
    if (this.#failures.get(record.id) !== undefined) this.#failures.remove(record.id);
    this.#current.put(this.#store(record), record.id);
    if (kept.length > 0) this.#putEarlier(record.id, kept);
    else if (before.length > 1) this.#earlier.remove(record.id);
    this.#byFamily.put(record.id, record.family, record.id);
    for (const { path } of record.outputs) {
      if (path !== undefined) this.#owners.put(record.id, path);
    }
    return { added: [record], removed: before.filter((version) => !kept.includes(version)) };
  }

  /** Forgets some of a task's earlier versions; its current one stays. */
  forget(id: string, versions: readonly TaskRecord[]): VersionChange {
    const gone = new Set(versions.map(({ fingerprint }) => fingerprint));
    const [, ...earlier] = this.versions(id);
    const removed = earlier.filter(({ fingerprint }) => gone.has(fingerprint));
    this.#putEarlier(
      id,
      earlier.filter((version) => !removed.includes(version)),
    );
    return { added: [], removed };
  }

  remove(id: string): VersionChange {
    const removed = this.versions(id);
    this.#unindex(removed[0]);
    this.#current.remove(id);
    this.#earlier.remove(id);
    this.#failures.remove(id);
    return { added: [], removed };
  }

  /** Removes the code that no version names any more. */
  forgetUnusedCode(): void {
    const named = new Set<string>();
    for (const { id, code } of this.#current.values()) {
      named.add(code);
      for (const version of this.#earlier.get(id) ?? []) named.add(version.code);
    }
    this.#code.keepOnly(named);
  }

  #earlierOf(id: string): TaskRecord[] {
    return (this.#earlier.get(id) ?? []).map((stored) => this.#load(stored));
  }

  #putEarlier(id: string, versions: readonly TaskRecord[]): void {
    this.#earlier.put(
      versions.map((version) => this.#store(version)),
      id,
    );
  }

  #store(record: TaskRecord): StoredRecord {
    return { ...record, code: this.#code.put(record.code) };
  }

  #load(stored: StoredRecord): TaskRecord {
    return { ...stored, code: this.#code.get(stored.code) };
  }

  #unindex(record: TaskRecord | undefined): void {
    if (record === undefined) return;
    this.#byFamily.remove(record.family, record.id);
    for (const { path } of record.outputs) {
      // Another task may have written the file since: it is then that task's.
      if (path !== undefined && this.#owners.get(path) === record.id) this.#owners.remove(path);
    }
  }
}
