import { stat } from "node:fs/promises";
import { resolveFromRoot } from "../core/project-root.ts";
import { isFileTarget } from "../core/target.ts";
import type { GraphNode } from "./build-graph.ts";

/** Of each output that is a file and is there, by its path: equal stamps mean that nobody wrote it in between. */
export type OutputStamps = ReadonlyMap<string, string>;

export async function stampOutputs({ targets }: GraphNode): Promise<OutputStamps> {
  const paths = targets.flatMap(({ target }) => (isFileTarget(target) ? [target.path] : []));
  const stamps = await Promise.all(
    paths.map(async (path) => [path, await stampFile(path)] as const),
  );
  return new Map(stamps.flatMap(([path, stamp]) => (stamp === undefined ? [] : [[path, stamp]])));
}

/** In nanoseconds: a file may be written twice in a millisecond. */
async function stampFile(path: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(resolveFromRoot(path), { bigint: true });
    return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
  } catch {
    return undefined;
  }
}
