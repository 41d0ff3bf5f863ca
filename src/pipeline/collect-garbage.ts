import { rm } from "node:fs/promises";
import path from "node:path";
import type { CheckpointStore, PruneOptions } from "../core/checkpoint-store.ts";
import { findOlderRecords } from "./find-older-records.ts";
import { findStrayFiles } from "./find-stray-files.ts";
import { findUnusedModules } from "./find-unused-modules.ts";

interface Garbage {
  /** "version" of a task, "content" that no version names, compiled "module", "older-record" of an older Cauce, "temporary-file". */
  readonly kind: "version" | "content" | "module" | "older-record" | "temporary-file";
  /** The task's id, or a path from the project's root; absent for content. */
  readonly name?: string;
  readonly sizeBytes: number;
}

/** What went, or would go. */
export interface GarbageReport {
  readonly dryRun: boolean;
  readonly items: readonly Garbage[];
  readonly sizeBytes: number;
}

/**
 * Takes away what nothing can use any more: versions that cannot come back and those beyond
 * `keep`, compiled modules of code that is there no more, records of an older format, and what
 * processes that died while writing left behind. No output and no current record goes.
 */
export async function collectGarbage(
  { root, store }: { readonly root: string; readonly store: CheckpointStore },
  options: PruneOptions,
): Promise<GarbageReport> {
  const pruned = await store.prune(options);
  const modules = await findUnusedModules(root);
  const older = await findOlderRecords(root);
  const strays = await findStrayFiles(root, store.records());
  if (!options.isDryRun)
    for (const { name } of [...modules, ...older, ...strays])
      await rm(path.join(root, name), { recursive: true, force: true });
  const items: Garbage[] = [
    ...pruned.map(({ id, sizeBytes }) =>
      id === undefined
        ? { kind: "content" as const, sizeBytes }
        : { kind: "version" as const, name: id, sizeBytes },
    ),
    ...modules.map((found) => ({ kind: "module" as const, ...found })),
    ...older.map((found) => ({ kind: "older-record" as const, ...found })),
    ...strays.map((found) => ({ kind: "temporary-file" as const, ...found })),
  ];
  const sizeBytes = items.reduce((sum, item) => sum + item.sizeBytes, 0);
  return { dryRun: options.isDryRun, items, sizeBytes };
}
