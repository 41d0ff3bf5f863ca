import path from "node:path";
import type { CheckpointStore } from "../core/checkpoint-store.ts";
import { setProjectRoot } from "../core/project-root.ts";
import { openLmdbStore } from "../store/lmdb-store.ts";
import { type DanfoLike, setFrameLibraryLoader } from "../target/frame-loader.ts";
import { findProjectRoot } from "./find-project-root.ts";
import { ModuleLoader } from "./module-loader.ts";
import { installModuleMeta } from "./module-meta.ts";
import type { Namespace } from "./namespace.ts";

/** A project's folder with the record of what was made in it and the loader of its modules. */
export interface Project {
  readonly root: string;
  readonly store: CheckpointStore;
  readonly loader: ModuleLoader;
}

export interface OpenProjectOptions {
  /** The folder of the notebook or the module: what its relative imports are relative to. */
  readonly folder: string;
  /** The notebook or the module itself, where it is known: what `import.meta` says of it. */
  readonly file?: string | undefined;
  /** What `import … from "cauce"` stands for in this process. */
  readonly library: () => Promise<Namespace>;
}

/** Opens the project that a folder belongs to; target paths of this process are relative to its root from now on. */
export function openProject({
  folder,
  file = path.join(folder, "notebook.ipynb"),
  library,
}: OpenProjectOptions): Project {
  const root = findProjectRoot(folder);
  setProjectRoot(root);
  const loader = new ModuleLoader(root, file, library);
  installModuleMeta((specifier, from) => loader.import(specifier, from));
  setFrameLibraryLoader(async () => (await loader.import("danfojs-node")) as unknown as DanfoLike);
  return { root, store: openLmdbStore(path.join(root, ".cauce")), loader };
}
