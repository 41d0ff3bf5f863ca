import path from "node:path";
import { workerData } from "node:worker_threads";
import { setPrivateKey } from "../core/private-key.ts";
import { setProjectRoot } from "../core/project-root.ts";
import { serveAttempts } from "../executor/serve-attempts.ts";
import type { ThreadLine } from "../executor/thread-messages.ts";
import { type DanfoLike, frameLibrary, setFrameLibraryLoader } from "../target/frame-loader.ts";
import { loadLibrary } from "./built-file.ts";
import { evaluateModule, type TaskModule } from "./evaluate-module.ts";
import { importLocated } from "./import-located.ts";
import { readKeptModule } from "./kept-modules.ts";
import { installModuleMeta, moduleMeta } from "./module-meta.ts";
import type { Namespace } from "./namespace.ts";
import { readProjectKey } from "./project-key.ts";

/** What a thread is told when it starts. */
export interface ThreadData {
  /** The project's root. */
  readonly root: string;
  /** The notebook or the module that the tasks stand in. */
  readonly file: string;
}

const mostModules = 32;

function start(line: ThreadLine, { root, file }: ThreadData): void {
  setProjectRoot(root);
  setPrivateKey(() => readProjectKey(path.join(root, ".cauce")));
  // To compile takes parsers: only what is imported while a task runs may need it.
  const load = async (specifier: string, folder = path.dirname(file)): Promise<Namespace> => {
    const { ModuleLoader } = await import("./module-loader.ts");
    return new ModuleLoader(root, file, loadLibrary).import(specifier, folder);
  };
  installModuleMeta(load);
  // Whatever comes stands on it: it is loaded while the task is still on its way.
  loadLibrary().catch(() => undefined);
  const modules = new ThreadModules(file, load);
  serveAttempts(line, async ({ module, behind }, tell) => {
    const whole = await modules.load(module, tell);
    if (behind === undefined) return whole;
    tell(behind);
    return importBehind(behind);
  });
}

/** Node keeps what it has imported. */
async function importBehind(url: string): Promise<TaskModule> {
  return (await importLocated(url, { kind: "file", url }, loadLibrary)) as TaskModule;
}

/** Each module is evaluated once in a thread; one that could not be is tried anew. */
class ThreadModules {
  readonly #file: string;
  readonly #import: (specifier: string) => Promise<Namespace>;
  readonly #modules = new Map<string, Promise<TaskModule>>();

  constructor(file: string, load: (specifier: string) => Promise<Namespace>) {
    this.#file = file;
    this.#import = load;
  }

  load(kept: string, tell: (what: string) => void): Promise<TaskModule> {
    const known = this.#modules.get(kept);
    if (known !== undefined) return known;
    const loaded = this.#evaluate(kept, tell);
    loaded.catch(() => this.#modules.delete(kept));
    this.#modules.set(kept, loaded);
    const oldest = this.#modules.keys().next().value;
    if (this.#modules.size > mostModules && oldest !== undefined) this.#modules.delete(oldest);
    return loaded;
  }

  async #evaluate(file: string, tell: (what: string) => void): Promise<TaskModule> {
    const kept = readKeptModule(file);
    const namespaces: Record<string, Namespace> = {};
    for (const [specifier, located] of Object.entries(kept.imports)) {
      if (located.kind === "file") tell(specifier);
      namespaces[specifier] = await importLocated(specifier, located, loadLibrary);
    }
    const { frames } = kept;
    const importFrames = () =>
      frames === undefined
        ? this.#import(frameLibrary)
        : importLocated(frameLibrary, frames, loadLibrary);
    setFrameLibraryLoader(async () => (await importFrames()) as unknown as DanfoLike);
    const meta = moduleMeta(this.#file);
    tell(kept.name);
    return evaluateModule(kept, { namespaces, meta, load: (name) => this.#import(name) });
  }
}

const { line, data } = workerData as { readonly line: ThreadLine; readonly data: ThreadData };
start(line, data);
