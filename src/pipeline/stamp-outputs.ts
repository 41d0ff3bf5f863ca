import { statSync } from "node:fs";
import { resolveFromRoot } from "../core/project-root.ts";
import { isFileTarget } from "../core/target.ts";
import type { GraphNode } from "./build-graph.ts";

/** Of each output that is a file and is there, by its path: equal stamps mean that nobody wrote it in between. */
export type OutputStamps = ReadonlyMap<string, string>;

export function stampOutputs({ targets }: GraphNode): OutputStamps {
  const stamps = new Map<string, string>();
  for (const { target } of targets) {
    const stamp = isFileTarget(target) ? stampFile(target.path) : undefined;
    if (isFileTarget(target) && stamp !== undefined) stamps.set(target.path, stamp);
  }
  return stamps;
}

/** In nanoseconds: a file may be written twice in a millisecond. */
function stampFile(path: string): string | undefined {
  try {
    const found = statSync(resolveFromRoot(path), { bigint: true, throwIfNoEntry: false });
    if (found === undefined) return undefined;
    return `${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`;
  } catch {
    return undefined;
  }
}
