import type { Key, RootDatabase } from "lmdb";
import type { Pruned, PruneOptions } from "../core/checkpoint-store.ts";
import type { TaskRecord } from "../core/record.ts";
import type { ContentFiles } from "./content-files.ts";
import { ContentLedger, contentsOf, type KeptContent } from "./content-ledger.ts";
import { TaskLedger } from "./task-ledger.ts";

/** A content is kept a moment before the record that names it is written. */
const settledAfterMs = 60 * 60 * 1000;

/** Tidies up the kept versions, inside one transaction. With `isDryRun` it only says what would go. */
export function pruneVersions(
  root: RootDatabase<unknown, Key>,
  files: ContentFiles,
  { keep = Number.POSITIVE_INFINITY, isDryRun }: PruneOptions,
): Pruned[] {
  const tasks = new TaskLedger(root);
  const contents = new ContentLedger(root, files);
  const kept = new Map(contents.all().map((content) => [content.hash, content]));
  const isWhole = (record: TaskRecord) =>
    contentsOf(record).every((hash) => contents.find(hash) !== undefined);
  const staying: TaskRecord[] = [];
  const going: TaskRecord[] = [];
  for (const { id } of tasks.records()) {
    const [current, ...earlier] = tasks.versions(id);
    if (current !== undefined) staying.push(current);
    let room = Math.max(1, keep) - 1;
    for (const version of earlier) {
      if (isWhole(version) && room-- > 0) staying.push(version);
      else going.push(version);
    }
  }
  const strays = findStrays([...kept.values()], [...staying, ...going]);
  const pruned = [
    ...measure(going, staying, kept),
    ...strays.map(({ sizeBytes }) => ({ sizeBytes })),
  ];
  if (isDryRun) return pruned;
  for (const version of going) contents.recount([], tasks.forget(version.id, [version]).removed);
  tasks.forgetUnusedCode();
  for (const { hash } of strays) contents.drop(hash);
  return pruned;
}

/** Each content counts with the last version that names it. */
function measure(
  going: readonly TaskRecord[],
  staying: readonly TaskRecord[],
  kept: ReadonlyMap<string, KeptContent>,
): Pruned[] {
  const counted = new Set(staying.flatMap(contentsOf));
  return going.map((version) => {
    const freed = contentsOf(version).filter((hash) => !counted.has(hash));
    for (const hash of freed) counted.add(hash);
    const sizes = freed.map((hash) => kept.get(hash)?.sizeBytes ?? 0);
    return { id: version.id, sizeBytes: sizes.reduce((sum, size) => sum + size, 0) };
  });
}

function findStrays(kept: readonly KeptContent[], versions: readonly TaskRecord[]): KeptContent[] {
  const named = new Set(versions.flatMap(contentsOf));
  const now = Date.now();
  return kept.filter(({ hash, keptAtMs }) => !named.has(hash) && now - keptAtMs > settledAfterMs);
}
