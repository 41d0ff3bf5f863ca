import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { CauceError } from "../core/errors.ts";
import { type InstalledKernel, kernelFolder } from "./install-kernel.ts";

/** Removes a kernelspec, `cauce` unless named, from under a Jupyter data folder. Returns what is gone. */
export function uninstallKernel(dataFolder: string, name?: string): InstalledKernel {
  const folder = kernelFolder(dataFolder, name);
  if (!existsSync(folder))
    throw new CauceError(
      "not-installed",
      `\`${folder}\` is not there: the kernel is not installed in this place. Give the option that it was installed with (\`--user\`, \`--sys-prefix\`, \`--prefix FOLDER\`); \`jupyter kernelspec list\` shows where it is.`,
    );
  const displayName = findDisplayName(folder);
  if (displayName === undefined)
    throw new CauceError(
      "not-ours",
      `\`${folder}\` holds another kernel than Cauce, so nothing was removed. Remove it with \`jupyter kernelspec remove ${path.basename(folder)}\`.`,
    );
  try {
    rmSync(folder, { recursive: true });
  } catch (cause) {
    throw new CauceError(
      "uninstall-failed",
      `\`${folder}\` cannot be removed: ${(cause as Error).message}. Remove the folder by hand.`,
      { cause },
    );
  }
  return { folder, displayName };
}

/** What the kernel is called where it is one of ours. */
function findDisplayName(folder: string): string | undefined {
  try {
    const spec: unknown = JSON.parse(readFileSync(path.join(folder, "kernel.json"), "utf8"));
    const { display_name: name, metadata } = Object(spec);
    return Object(metadata).cauce === undefined ? undefined : String(name);
  } catch {
    return undefined;
  }
}
