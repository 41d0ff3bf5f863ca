import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { sourceOfCompiled } from "./compile-local-module.ts";
import { readLocalModule } from "./local-modules.ts";
import { modulesFolder } from "./modules-folder.ts";

/** Younger ones may belong to a process that is loading them. */
const settledAfterMs = 60 * 60 * 1000;

/**
 * Compiled modules that no file of the project compiles to as it is now. A folder of them is named
 * after the text of its files with all that they import: it is in use where that still holds.
 * The modules of tasks, kept for threads, are written anew where a run needs them.
 */
export async function findUnusedModules(
  root: string,
): Promise<{ readonly name: string; readonly sizeBytes: number }[]> {
  const folder = path.join(root, modulesFolder);
  const unused: { name: string; sizeBytes: number }[] = [];
  for (const version of (await readdir(folder).catch(() => [])).sort()) {
    const home = path.join(folder, version);
    const files = await readdir(home, { recursive: true }).catch(() => []);
    const { mtimeMs, size } = await stat(home);
    if (Date.now() - mtimeMs < settledAfterMs || isInUse(files, version, root)) continue;
    const sizeBytes = version.endsWith(".json") ? size : await sizeOf(home, files);
    unused.push({ name: path.relative(root, home), sizeBytes });
  }
  return unused;
}

function isInUse(files: readonly string[], version: string, root: string): boolean {
  return files
    .filter((file) => /\.[cm]js$/.test(file))
    .some((file) => {
      try {
        const source = sourceOfCompiled(file, root);
        return readLocalModule(source, root).versions.get(source) === version;
      } catch {
        return false;
      }
    });
}

async function sizeOf(home: string, files: readonly string[]): Promise<number> {
  let sizeBytes = 0;
  for (const file of files) {
    const found = await stat(path.join(home, file));
    if (found.isFile()) sizeBytes += found.size;
  }
  return sizeBytes;
}
