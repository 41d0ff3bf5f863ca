import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { CauceError } from "../core/errors.ts";
import { kernelName } from "./install-kernel.ts";

/** Removes the kernelspec `cauce` from under a Jupyter data folder. Returns the folder that is gone. */
export function uninstallKernel(dataFolder: string): string {
  const folder = path.join(dataFolder, "kernels", "cauce");
  if (!existsSync(folder))
    throw new CauceError(
      "not-installed",
      `\`${folder}\` is not there: the kernel is not installed in this place. Give the option that it was installed with (\`--user\`, \`--sys-prefix\`, \`--prefix FOLDER\`); \`jupyter kernelspec list\` shows where it is.`,
    );
  if (!isOurs(folder))
    throw new CauceError(
      "not-ours",
      `\`${folder}\` holds another kernel than "${kernelName}", so nothing was removed. Remove it with \`jupyter kernelspec remove cauce\`.`,
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
  return folder;
}

function isOurs(folder: string): boolean {
  try {
    const spec: unknown = JSON.parse(readFileSync(path.join(folder, "kernel.json"), "utf8"));
    return Object(spec).display_name === kernelName;
  } catch {
    return false;
  }
}
