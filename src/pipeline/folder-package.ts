import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { readPackage } from "./package-root.ts";

const fromFolder = /^(file|link|portal|workspace):/;
const known = new Map<string, { readonly stamp: string; readonly hash: string }>();

/**
 * Of a package that a project takes from a folder and that was copied into `node_modules`, a hash
 * of its files: its content changes and its version stays. Undefined for one from a registry.
 */
export function hashFolderPackage(
  name: string,
  folder: string,
  importer: string,
): string | undefined {
  if (!isFromFolder(name, importer)) return undefined;
  const files = listFiles(folder);
  const stamp = files.map(({ file, stamp: own }) => `${file} ${own}`).join("\n");
  const before = known.get(folder);
  if (before?.stamp === stamp) return before.hash;
  const hash = createHash("sha256");
  for (const { file } of files) {
    const content = createHash("sha256").update(readFileSync(path.join(folder, file)));
    hash.update(`${file} ${content.digest("hex")}\n`);
  }
  const made = hash.digest("hex").slice(0, 12);
  known.set(folder, { stamp, hash: made });
  return made;
}

function isFromFolder(name: string, importer: string): boolean {
  for (let at = importer; ; at = path.dirname(at)) {
    const found = readPackage(at);
    const wanted =
      found?.dependencies?.[name] ??
      found?.devDependencies?.[name] ??
      found?.optionalDependencies?.[name];
    if (wanted !== undefined) return fromFolder.test(wanted);
    if (at === path.dirname(at)) return false;
  }
}

function listFiles(folder: string): { readonly file: string; readonly stamp: string }[] {
  const found: { file: string; stamp: string }[] = [];
  const pending = [""];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const entry of readdirSync(path.join(folder, at), { withFileTypes: true })) {
      const file = path.posix.join(at, entry.name);
      if (entry.isDirectory() && entry.name !== "node_modules") pending.push(file);
      if (!entry.isFile()) continue;
      const { size, mtimeNs, ctimeNs, ino } = statSync(path.join(folder, file), { bigint: true });
      found.push({ file, stamp: `${size} ${mtimeNs} ${ctimeNs} ${ino}` });
    }
  }
  return found.sort((a, b) => (a.file < b.file ? -1 : 1));
}
