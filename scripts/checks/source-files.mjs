import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/**
 * The TypeScript files under a folder, as paths from the root with forward slashes, sorted.
 * @param {string} root
 * @param {string} folder
 */
export async function listSourceFiles(root, folder) {
  const entries = await readdir(path.join(root, folder), { recursive: true });
  return entries
    .filter((entry) => entry.endsWith(".ts"))
    .map((entry) => `${folder}/${entry.split(path.sep).join("/")}`)
    .sort();
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {Promise<{ file: string, text: string }[]>}
 */
export async function readSourceFiles(root, folder) {
  const files = await listSourceFiles(root, folder);
  return Promise.all(
    files.map(async (file) => ({ file, text: await readFile(path.join(root, file), "utf8") })),
  );
}

/**
 * @param {string} text
 * @param {number} offset
 */
export function lineAt(text, offset) {
  return text.slice(0, offset).split("\n").length;
}
