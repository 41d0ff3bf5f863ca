import path from "node:path";
import type { CheckpointStore } from "../core/checkpoint-store.ts";
import type { ThreadPool } from "../executor/thread-pool.ts";
import { ResourcesInUse } from "../run/resources-in-use.ts";
import { openLmdbStore } from "../store/lmdb-store.ts";
import { readConfiguration } from "./configuration.ts";
import { type OpenModulesOptions, openModules, type ProjectModules } from "./open-modules.ts";
import { openThreads } from "./open-threads.ts";

/** Gets threads ready ahead of the tasks that will run in them, wherever they are. */
export interface ThreadsAhead {
  warm(count: number): void;
  /** Tasks of the module that a file keeps are likely to come. */
  prepare(module: () => string): void;
}

/** A project's folder with the record of what was made in it and the loader of its modules. */
export interface Project extends ProjectModules {
  readonly store: CheckpointStore;
  /** Where tasks run; the project whose process must not have threads has none. */
  readonly threads: ThreadPool | undefined;
  /** These, or those of another thread that leads the runs. */
  readonly threadsAhead: ThreadsAhead | undefined;
  /** What the tasks of its runs in this process take just now. */
  readonly resourcesInUse: ResourcesInUse;
  /** Ends the threads and closes the record. */
  close(): Promise<void>;
}

export interface OpenProjectOptions extends OpenModulesOptions {
  /** Those that were started ahead; false where all tasks run in this process: for a debugger, or a test of something else. */
  readonly threads?: ThreadPool | false | undefined;
}

/** Opens the project that a folder belongs to; target paths of this process are relative to its root from now on. */
export function openProject({ threads, ...options }: OpenProjectOptions): Project {
  return openRecord(openModules(options), threads);
}

/**
 * Opens the rest of a project of which only the modules are open. Where another thread leads its
 * runs, it has no threads of its own here: `elsewhere` gets those ready.
 */
export function openRecord(
  modules: ProjectModules,
  threads?: ThreadPool | false,
  elsewhere?: ThreadsAhead,
): Project {
  const { root, file } = modules;
  const store = openLmdbStore(path.join(root, ".cauce"));
  const memoryMb = () => readConfiguration(root).workerMemoryMb;
  const pool = threads ?? openThreads({ root, file }, memoryMb);
  const close = async () => {
    if (pool !== false) await pool.close();
    await store.close();
  };
  const shared = { store, resourcesInUse: new ResourcesInUse(), close };
  const own = pool === false ? undefined : pool;
  return { ...modules, ...shared, threads: own, threadsAhead: own ?? elsewhere };
}
