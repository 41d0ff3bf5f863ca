import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { resolveFromRoot } from "../core/project-root.ts";
import type { TaskRecord } from "../core/record.ts";

/** How targets, and versions that come back, name a file until it stands in its place. */
const temporaryName = /^\.(?:.*\.)?\d+-[0-9a-f]{12,16}\.tmp$/;
/** A process may be writing a younger one just now. */
const forgottenAfterMs = 60 * 60 * 1000;

/** Temporary files that nobody has touched for an hour, under `outputs/` and beside recorded outputs. */
export async function findStrayFiles(
  root: string,
  records: readonly TaskRecord[],
): Promise<{ readonly name: string; readonly sizeBytes: number }[]> {
  const found: { name: string; sizeBytes: number }[] = [];
  for (const file of await listTemporaryFiles(root, records)) {
    const stats = await stat(file).catch(() => undefined);
    if (!stats?.isFile() || Date.now() - stats.mtimeMs < forgottenAfterMs) continue;
    found.push({ name: path.relative(root, file), sizeBytes: stats.size });
  }
  return found;
}

/** Every temporary file under `outputs/` and beside recorded outputs, whoever may be writing it. */
export async function listTemporaryFiles(
  root: string,
  records: readonly TaskRecord[],
): Promise<string[]> {
  const outputs = path.join(root, "outputs");
  const files = new Set<string>();
  const take = (folder: string, name: string) => {
    if (temporaryName.test(path.basename(name))) files.add(path.join(folder, name));
  };
  for (const name of await readdir(outputs, { recursive: true }).catch(() => []))
    take(outputs, name);
  for (const folder of foldersOf(records)) {
    if (!folder.startsWith(root + path.sep)) continue;
    for (const name of await readdir(folder).catch(() => [])) take(folder, name);
  }
  return [...files].sort();
}

function foldersOf(records: readonly TaskRecord[]): Set<string> {
  const paths = records.flatMap(({ outputs }) => outputs.flatMap((output) => output.path ?? []));
  return new Set(paths.map((file) => path.dirname(resolveFromRoot(file))));
}
