import { mkdirSync } from "node:fs";
import path from "node:path";
import { errnoOf } from "./file-failure.ts";

/**
 * Makes a folder and those above it that are missing. Node's own `recursive` never comes to its end
 * where a file system, such as /proc, says of every new folder that the one above it is missing.
 */
export function makeFolder(folder: string): void {
  try {
    makeOne(folder);
  } catch (error) {
    const above = path.dirname(folder);
    if (errnoOf(error) !== "ENOENT" || above === folder) throw error;
    makeFolder(above);
    makeOne(folder);
  }
}

/** Another process may have made it meanwhile. What else stands there is told by whoever opens a file in it. */
function makeOne(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (errnoOf(error) !== "EEXIST") throw error;
  }
}
