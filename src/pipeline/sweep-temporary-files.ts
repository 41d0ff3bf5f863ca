import { rm } from "node:fs/promises";
import path from "node:path";
import type { CheckpointStore } from "../core/checkpoint-store.ts";
import { listTemporaryFiles } from "./find-stray-files.ts";

/**
 * Removes what processes of this machine left behind that were killed while they ran tasks. Where
 * none was, it costs the listing of one folder.
 */
export async function sweepTemporaryFiles(root: string, store: CheckpointStore): Promise<void> {
  await store.buryDead(async (pids) => {
    const writers = new Set(pids);
    for (const file of await listTemporaryFiles(root, store.records()))
      if (writers.has(writerOf(file))) await rm(file, { force: true }).catch(() => undefined);
  });
}

/** The number of the process that names a temporary file. */
function writerOf(file: string): number {
  return Number(/(\d+)-[0-9a-f]+\.tmp$/.exec(path.basename(file))?.[1]);
}
