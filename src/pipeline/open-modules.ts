import path from "node:path";
import { setPrivateKey } from "../core/private-key.ts";
import { setProjectRoot } from "../core/project-root.ts";
import { type DanfoLike, frameLibrary, setFrameLibraryLoader } from "../target/frame-loader.ts";
import { findProjectRoot } from "./find-project-root.ts";
import { ModuleLoader } from "./module-loader.ts";
import { installModuleMeta } from "./module-meta.ts";
import type { Namespace } from "./namespace.ts";
import { readProjectKey } from "./project-key.ts";

/** A project's folder and the loader of its modules: what code needs that knows of no task. */
export interface ProjectModules {
  readonly root: string;
  /** The notebook or the module. */
  readonly file: string;
  /** The same relative to the root; undefined where `file` only stands for one that is not known. */
  readonly fileName: string | undefined;
  readonly loader: ModuleLoader;
}

export interface OpenModulesOptions {
  /** The folder of the notebook or the module: what its relative imports are relative to. */
  readonly folder: string;
  /** The notebook or the module itself, where it is known: what `import.meta` says of it. */
  readonly file?: string | undefined;
  /** What `import … from "cauce"` stands for in this process. */
  readonly library: () => Promise<Namespace>;
}

/** Target paths of this process are relative to the project's root from now on. */
export function openModules({ folder, file: known, library }: OpenModulesOptions): ProjectModules {
  const file = known ?? path.join(folder, "notebook.ipynb");
  const root = findProjectRoot(folder);
  setProjectRoot(root);
  setPrivateKey(() => readProjectKey(path.join(root, ".cauce")));
  const loader = new ModuleLoader(root, file, library);
  installModuleMeta((specifier, from) => loader.import(specifier, from));
  setFrameLibraryLoader(async () => (await loader.import(frameLibrary)) as unknown as DanfoLike);
  const fileName = known && path.relative(root, known).split(path.sep).join("/");
  return { root, file, fileName, loader };
}
