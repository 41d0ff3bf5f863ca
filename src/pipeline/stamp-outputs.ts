import { statSync } from "node:fs";
import { resolveFromRoot } from "../core/project-root.ts";
import type { Observation } from "../plan/observation.ts";

/** Of a file. Where two are of equal `moment`, nobody wrote it in between. */
interface OutputStamp {
  readonly moment: string;
  /** Absent where it is a folder, or anything else without a content. */
  readonly sizeBytes?: number;
}

/** Of each output that is a file and is there, by its path. */
export type OutputStamps = ReadonlyMap<string, OutputStamp>;

export function stampOutputs({ outputs }: Pick<Observation, "outputs">): OutputStamps {
  const stamps = new Map<string, OutputStamp>();
  for (const { path } of outputs) {
    const stamp = path === undefined ? undefined : stampFile(path);
    if (path !== undefined && stamp !== undefined) stamps.set(path, stamp);
  }
  return stamps;
}

/** In nanoseconds: a file may be written twice in a millisecond. */
function stampFile(path: string): OutputStamp | undefined {
  try {
    const found = statSync(resolveFromRoot(path), { bigint: true, throwIfNoEntry: false });
    if (found === undefined) return undefined;
    return {
      moment: `${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`,
      ...(found.isFile() ? { sizeBytes: Number(found.size) } : {}),
    };
  } catch {
    return undefined;
  }
}
