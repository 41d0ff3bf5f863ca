import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/**
 * The folder that target paths are relative to: the nearest one upward that holds
 * `cauce.config.*`, `package.json` or `.git`; the starting folder itself where there is none.
 */
export function findProjectRoot(from: string): string {
  const start = path.resolve(from);
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (marksRoot(folder)) return folder;
    if (folder === path.dirname(folder)) return start;
  }
}

function marksRoot(folder: string): boolean {
  if (existsSync(path.join(folder, "package.json")) || existsSync(path.join(folder, ".git")))
    return true;
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith("cauce.config."));
}
