import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { temporaryPrefix } from "./temporary-prefix.ts";

/**
 * Removes what writers in this process left beside files when their thread was ended. Each folder
 * is listed once: a task may have written thousands of files into one.
 */
export function removeTemporaries(absolutePaths: Iterable<string>): void {
  const prefixesByFolder = new Map<string, Set<string>>();
  for (const file of absolutePaths) {
    const folder = path.dirname(file);
    const prefixes = prefixesByFolder.get(folder) ?? new Set();
    prefixesByFolder.set(folder, prefixes.add(temporaryPrefix(file)));
  }
  for (const [folder, prefixes] of prefixesByFolder)
    for (const name of namesIn(folder)) {
      const prefix = /^(.*-)[0-9a-f]+\.tmp$/.exec(name)?.[1];
      if (prefix !== undefined && prefixes.has(prefix))
        rmSync(path.join(folder, name), { force: true });
    }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
