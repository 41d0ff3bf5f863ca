import { CauceError } from "../core/errors.ts";
import { installKernel } from "../kernel/install-kernel.ts";
import { keepKernelCode } from "../kernel/keep-kernel-code.ts";
import { uninstallKernel } from "../kernel/uninstall-kernel.ts";
import { findDataFolder, type InstallOptions, isSearched } from "./jupyter-folders.ts";

/** Puts the kernel where Jupyter finds it, and says where that is. */
export async function installCommand(options: InstallOptions): Promise<void> {
  const dataFolder = chosenFolder(options);
  const { folder, displayName } = installKernel(dataFolder, options);
  await keepKernelCode();
  process.stdout.write(
    `Installed the kernel "${displayName}" in ${folder}\n${nextStep(options, dataFolder)}\n`,
  );
}

function nextStep({ prefix }: InstallOptions, dataFolder: string): string {
  if (prefix === undefined || isSearched(dataFolder))
    return "Open JupyterLab and choose it for a notebook, or run: jupyter lab";
  return `Jupyter does not look there by itself. Start it with \`${dataFolder}\` in the environment variable \`JUPYTER_PATH\`.`;
}

/** Takes the kernel away from where `install` with the same options put it. */
export function uninstallCommand(options: InstallOptions): void {
  const { folder, displayName } = uninstallKernel(chosenFolder(options), options.name);
  process.stdout.write(`Removed the kernel "${displayName}" from ${folder}\n`);
}

function chosenFolder(options: InstallOptions): string {
  const chosen = [
    options.user === true && "--user",
    options.sysPrefix === true && "--sys-prefix",
    options.prefix !== undefined && "--prefix",
  ].filter(Boolean);
  if (chosen.length > 1)
    throw new CauceError(
      "bad-option",
      `${chosen.map((name) => `\`${name}\``).join(" and ")} were both given. Expected one of them.`,
    );
  return findDataFolder(options);
}
