import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { temporaryPrefix } from "./atomic-file.ts";

/** Removes what a writer in this process left beside a file when its thread was ended. */
export function removeTemporaries(absolutePath: string): void {
  const folder = path.dirname(absolutePath);
  const prefix = temporaryPrefix(absolutePath);
  for (const name of namesIn(folder))
    if (name.startsWith(prefix) && name.endsWith(".tmp"))
      rmSync(path.join(folder, name), { force: true });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
