import { readdirSync } from "node:fs";
import path from "node:path";
import { nearestName } from "../core/nearest-name.ts";
import type { FileLocation } from "./file-location.ts";

/** The file beside a missing one whose name is most like its own, as it would have to be named. */
export function findNearFile(file: FileLocation): string | undefined {
  const { base, name } = path.parse(file.path);
  const nearest = nearestName(base, filesIn(path.dirname(file.absolutePath)), mostLetters(name));
  return nearest === undefined ? undefined : file.path.slice(0, -base.length) + nearest;
}

/** Of a short name few letters make another one: `a.csv` is not meant by `b.csv`. */
function mostLetters(name: string): number {
  return Math.min(2, Math.floor(name.length / 3));
}

function filesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}
