import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { CauceError } from "../core/errors.ts";
import type { KernelNames } from "../kernel/install-kernel.ts";

export interface InstallOptions extends KernelNames {
  readonly user?: boolean;
  readonly sysPrefix?: boolean;
  readonly prefix?: string;
}

/** The Jupyter data folder that an installation goes to. */
export function findDataFolder(options: InstallOptions): string {
  if (options.prefix !== undefined)
    return path.join(path.resolve(options.prefix), "share", "jupyter");
  if (options.sysPrefix === true) return path.join(findSysPrefix(), "share", "jupyter");
  return userDataFolder(process.env, process.platform);
}

/** As Jupyter itself finds it: JUPYTER_DATA_DIR, or the platform's usual place. */
export function userDataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  const home = env.HOME ?? homedir();
  if (platform === "darwin") return path.join(home, "Library", "Jupyter");
  if (platform === "win32")
    return path.join(env.APPDATA ?? path.join(home, "AppData", "Roaming"), "jupyter");
  return path.join(env.XDG_DATA_HOME ?? path.join(home, ".local", "share"), "jupyter");
}

/**
 * Whether Jupyter looks into a data folder by itself: the user's, one of the system's, one that
 * JUPYTER_PATH names, or that of an environment which holds a Jupyter.
 */
export function isSearched(folder: string, env = process.env, platform = process.platform) {
  const named = (env.JUPYTER_PATH ?? "").split(path.delimiter).filter((entry) => entry !== "");
  const own = platform === "win32" ? [] : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
  if ([...named, ...own, userDataFolder(env, platform)].some((one) => path.resolve(one) === folder))
    return true;
  const prefix = path.resolve(folder, "..", "..");
  return ["bin/jupyter", "Scripts/jupyter.exe"].some((file) => existsSync(path.join(prefix, file)));
}

function findSysPrefix(): string {
  const active = process.env.VIRTUAL_ENV ?? process.env.CONDA_PREFIX;
  if (active) return active;
  for (const python of ["python3", "python"]) {
    const { status, stdout } = spawnSync(python, ["-c", "import sys; print(sys.prefix)"], {
      encoding: "utf8",
    });
    if (status === 0 && stdout.trim() !== "") return stdout.trim();
  }
  throw new CauceError(
    "python-not-found",
    "`--sys-prefix` needs Python: neither `python3` nor `python` answered. Install Python, or use `--user` or `--prefix FOLDER`.",
  );
}
