import { CauceError } from "../core/errors.ts";
import { installKernel } from "../kernel/install-kernel.ts";
import { findDataFolder, type InstallOptions } from "./jupyter-folders.ts";

/** Puts the kernel where Jupyter finds it, and says where that is. */
export function installCommand(options: InstallOptions): void {
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
  const folder = installKernel(findDataFolder(options));
  process.stdout.write(
    `Installed the kernel "TypeScript (Cauce)" in ${folder}\nOpen JupyterLab and choose it for a notebook, or run: jupyter lab\n`,
  );
}
