import { availableParallelism } from "node:os";
import path from "node:path";
import type { CheckpointStore } from "../core/checkpoint-store.ts";
import { setPrivateKey } from "../core/private-key.ts";
import { setProjectRoot } from "../core/project-root.ts";
import { ThreadPool } from "../executor/thread-pool.ts";
import { openLmdbStore } from "../store/lmdb-store.ts";
import { type DanfoLike, frameLibrary, setFrameLibraryLoader } from "../target/frame-loader.ts";
import { builtFile } from "./built-file.ts";
import { readConfiguration } from "./configuration.ts";
import { findProjectRoot } from "./find-project-root.ts";
import { ModuleLoader } from "./module-loader.ts";
import { installModuleMeta } from "./module-meta.ts";
import type { Namespace } from "./namespace.ts";
import { readProjectKey } from "./project-key.ts";
import type { ThreadData } from "./task-thread-program.ts";

/** A project's folder with the record of what was made in it and the loader of its modules. */
export interface Project {
  readonly root: string;
  readonly store: CheckpointStore;
  readonly loader: ModuleLoader;
  /** Where tasks run; the project whose process must not have threads has none. */
  readonly threads: ThreadPool | undefined;
  /** Ends the threads and closes the record. */
  close(): Promise<void>;
}

export interface OpenProjectOptions {
  /** The folder of the notebook or the module: what its relative imports are relative to. */
  readonly folder: string;
  /** The notebook or the module itself, where it is known: what `import.meta` says of it. */
  readonly file?: string | undefined;
  /** What `import … from "cauce"` stands for in this process. */
  readonly library: () => Promise<Namespace>;
  /** False where all tasks run in this process: for a debugger, or a test of something else. */
  readonly threads?: boolean;
}

/** Opens the project that a folder belongs to; target paths of this process are relative to its root from now on. */
export function openProject({
  folder,
  file = path.join(folder, "notebook.ipynb"),
  library,
  threads = true,
}: OpenProjectOptions): Project {
  const root = findProjectRoot(folder);
  setProjectRoot(root);
  setPrivateKey(() => readProjectKey(path.join(root, ".cauce")));
  const loader = new ModuleLoader(root, file, library);
  installModuleMeta((specifier, from) => loader.import(specifier, from));
  setFrameLibraryLoader(async () => (await loader.import(frameLibrary)) as unknown as DanfoLike);
  const store = openLmdbStore(path.join(root, ".cauce"));
  const pool = threads ? openThreads({ root, file }) : undefined;
  const close = async () => {
    await pool?.close();
    await store.close();
  };
  return { root, store, loader, threads: pool, close };
}

function openThreads(data: ThreadData): ThreadPool {
  const program = builtFile("pipeline/task-thread-program.js");
  const memoryMb = () => readConfiguration(data.root).workerMemoryMb;
  const onStray = (text: string) => void process.stderr.write(`note: ${text}\n`);
  return new ThreadPool({ program, data, memoryMb, onStray }, availableParallelism());
}
