import { readdir, stat } from "node:fs/promises";
import path from "node:path";

/** How the store names a record of an older format, which it does not read, when it sets it aside. */
const olderRecord = /^record-format-\d+$/;

/** Records of older versions of Cauce. Only such a version could use them. */
export async function findOlderRecords(
  root: string,
): Promise<{ readonly name: string; readonly sizeBytes: number }[]> {
  const found: { name: string; sizeBytes: number }[] = [];
  for (const folder of await readdir(path.join(root, ".cauce")).catch(() => [])) {
    if (!olderRecord.test(folder)) continue;
    const name = path.join(".cauce", folder);
    const { size: sizeBytes } = await stat(path.join(root, name, "data.mdb"));
    found.push({ name, sizeBytes });
  }
  return found;
}
