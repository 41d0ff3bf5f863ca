import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Namespace } from "./namespace.ts";
import { packageRoot } from "./package-root.ts";

/** A file of the build, wherever the code that asks was bundled to. */
export function builtFile(name: string): URL {
  return pathToFileURL(path.join(packageRoot(), "dist", name));
}

/** What `import … from "cauce"` gives: the instance that this process runs on, because both share their chunks. */
export async function loadLibrary(): Promise<Namespace> {
  return (await import(builtFile("index.js").href)) as Namespace;
}
