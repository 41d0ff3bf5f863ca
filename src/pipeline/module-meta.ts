import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Namespace } from "./namespace.ts";
import { resolveModule } from "./resolve-module.ts";

/** What `import.meta` says of a file of the project, or of a notebook. */
export interface ModuleMeta {
  readonly url: string;
  readonly filename: string;
  readonly dirname: string;
  /** The URL of what a specifier stands for; a relative one need not be there. */
  resolve(specifier: string): string;
}

export function moduleMeta(filename: string): ModuleMeta {
  const url = pathToFileURL(filename).href;
  const dirname = path.dirname(filename);
  return { url, filename, dirname, resolve: (specifier) => resolveFrom(specifier, url, dirname) };
}

function resolveFrom(specifier: string, url: string, dirname: string): string {
  if (/^\.{0,2}\//.test(specifier) || URL.canParse(specifier)) return new URL(specifier, url).href;
  const resolved = resolveModule(specifier, dirname);
  return resolved.kind === "node"
    ? `node:${resolved.specifier.replace(/^node:/, "")}`
    : pathToFileURL(resolved.file).href;
}

/** The symbol under which compiled modules, which lie elsewhere than their source, ask where that is. */
export const moduleSymbol = "cauce.module";

/** Answers the `import.meta` and the computed imports of compiled modules in this process. */
export function installModuleMeta(
  load: (specifier: string, folder: string) => Promise<Namespace>,
): void {
  Object.assign(globalThis, {
    [Symbol.for(moduleSymbol)]: (source: URL) => {
      const meta = moduleMeta(fileURLToPath(source));
      return {
        meta,
        import: (specifier: unknown) => load(String(specifier), meta.dirname),
      };
    },
  });
}
