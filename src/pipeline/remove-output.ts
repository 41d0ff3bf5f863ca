import { rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { CauceError } from "../core/errors.ts";
import { resolveFromRoot } from "../core/project-root.ts";

/** Deletes a file, and the folders under `outputs/` that are empty without it. */
export async function removeOutput(root: string, output: string): Promise<void> {
  const file = resolveFromRoot(output);
  try {
    await rm(file, { force: true });
  } catch (cause) {
    throw new CauceError(
      "output-not-removed",
      `\`${output}\` cannot be removed: ${(cause as Error).message}. Make its folder writable and clean again.`,
      { cause },
    );
  }
  const outputs = path.join(root, "outputs");
  for (
    let folder = path.dirname(file);
    folder.startsWith(outputs + path.sep);
    folder = path.dirname(folder)
  ) {
    const isGone = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!isGone) return;
  }
}
