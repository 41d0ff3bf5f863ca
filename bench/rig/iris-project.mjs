import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { benchFolder } from "./peers.mjs";

/**
 * A folder outside the repository with the data, our notebook and the same pipeline in Python. It
 * is gone when `use` has ended.
 * @template Result
 * @param {(folder: string) => Promise<Result>} use
 * @returns {Promise<Result>}
 */
export async function withIrisProject(use) {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-bench-"));
  const repository = path.dirname(benchFolder);
  for (const name of ["data", "notebooks"]) mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  for (const file of ["data/iris.csv", "notebooks/iris.ipynb"])
    copyFileSync(path.join(repository, file), path.join(folder, file));
  for (const name of ["tasks.py", "plain.py"])
    copyFileSync(path.join(benchFolder, "iris", name), path.join(folder, name));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
