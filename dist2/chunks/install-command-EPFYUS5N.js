import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  packageRoot
} from "./chunk-E47LMD53.js";
import {
  CauceError
} from "./chunk-EERKI2QO.js";

// src/kernel/install-kernel.ts
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

// src/kernel/kernel-logo.ts
var kernelLogo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="12" fill="#12507b"/>
<path d="M6 22c14-12 24 14 52 0M6 38c14-12 24 14 52 0" fill="none" stroke="#7cc7f2" stroke-width="5" stroke-linecap="round"/>
<circle cx="18" cy="20" r="6" fill="#fff"/><circle cx="34" cy="38" r="6" fill="#fff"/><circle cx="50" cy="24" r="6" fill="#ffd166"/>
</svg>
`;

// src/kernel/install-kernel.ts
var kernelName = "TypeScript (Cauce)";
function installKernel(dataFolder) {
  const folder = path.join(dataFolder, "kernels", "cauce");
  const program = path.join(packageRoot(), "dist", "cli", "main.js");
  const spec = {
    argv: [process.execPath, program, "kernel", "{connection_file}"],
    display_name: kernelName,
    language: "typescript",
    // The wire thread hears the request even while a cell computes; a signal would only reach the main thread.
    interrupt_mode: "message",
    metadata: { debugger: false }
  };
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "kernel.json"), `${JSON.stringify(spec, null, 2)}
`);
    writeFileSync(path.join(folder, "logo-svg.svg"), kernelLogo);
    const plotly = path.join(packageRoot(), "vendor", "plotly", "plotly.min.js");
    if (existsSync(plotly)) copyFileSync(plotly, path.join(folder, "plotly.min.js"));
  } catch (cause) {
    throw new CauceError(
      "install-failed",
      `\`${folder}\` cannot be written: ${cause.message}. Choose another place with \`--prefix FOLDER\`.`,
      { cause }
    );
  }
  return folder;
}

// src/kernel/uninstall-kernel.ts
import { existsSync as existsSync2, readFileSync, rmSync } from "node:fs";
import path2 from "node:path";
function uninstallKernel(dataFolder) {
  const folder = path2.join(dataFolder, "kernels", "cauce");
  if (!existsSync2(folder))
    throw new CauceError(
      "not-installed",
      `\`${folder}\` is not there: the kernel is not installed in this place. Give the option that it was installed with (\`--user\`, \`--sys-prefix\`, \`--prefix FOLDER\`); \`jupyter kernelspec list\` shows where it is.`
    );
  if (!isOurs(folder))
    throw new CauceError(
      "not-ours",
      `\`${folder}\` holds another kernel than "${kernelName}", so nothing was removed. Remove it with \`jupyter kernelspec remove cauce\`.`
    );
  try {
    rmSync(folder, { recursive: true });
  } catch (cause) {
    throw new CauceError(
      "uninstall-failed",
      `\`${folder}\` cannot be removed: ${cause.message}. Remove the folder by hand.`,
      { cause }
    );
  }
  return folder;
}
function isOurs(folder) {
  try {
    const spec = JSON.parse(readFileSync(path2.join(folder, "kernel.json"), "utf8"));
    return Object(spec).display_name === kernelName;
  } catch {
    return false;
  }
}

// src/cli/jupyter-folders.ts
import { spawnSync } from "node:child_process";
import { homedir } from "node:os";
import path3 from "node:path";
function findDataFolder(options) {
  if (options.prefix !== void 0)
    return path3.join(path3.resolve(options.prefix), "share", "jupyter");
  if (options.sysPrefix === true) return path3.join(findSysPrefix(), "share", "jupyter");
  return userDataFolder(process.env, process.platform);
}
function userDataFolder(env, platform) {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  const home = env.HOME ?? homedir();
  if (platform === "darwin") return path3.join(home, "Library", "Jupyter");
  if (platform === "win32")
    return path3.join(env.APPDATA ?? path3.join(home, "AppData", "Roaming"), "jupyter");
  return path3.join(env.XDG_DATA_HOME ?? path3.join(home, ".local", "share"), "jupyter");
}
function findSysPrefix() {
  const active = process.env.VIRTUAL_ENV ?? process.env.CONDA_PREFIX;
  if (active) return active;
  for (const python of ["python3", "python"]) {
    const { status, stdout } = spawnSync(python, ["-c", "import sys; print(sys.prefix)"], {
      encoding: "utf8"
    });
    if (status === 0 && stdout.trim() !== "") return stdout.trim();
  }
  throw new CauceError(
    "python-not-found",
    "`--sys-prefix` needs Python: neither `python3` nor `python` answered. Install Python, or use `--user` or `--prefix FOLDER`."
  );
}

// src/cli/install-command.ts
function installCommand(options) {
  const folder = installKernel(chosenFolder(options));
  process.stdout.write(
    `Installed the kernel "${kernelName}" in ${folder}
Open JupyterLab and choose it for a notebook, or run: jupyter lab
`
  );
}
function uninstallCommand(options) {
  const folder = uninstallKernel(chosenFolder(options));
  process.stdout.write(`Removed the kernel "${kernelName}" from ${folder}
`);
}
function chosenFolder(options) {
  const chosen = [
    options.user === true && "--user",
    options.sysPrefix === true && "--sys-prefix",
    options.prefix !== void 0 && "--prefix"
  ].filter(Boolean);
  if (chosen.length > 1)
    throw new CauceError(
      "bad-option",
      `${chosen.map((name) => `\`${name}\``).join(" and ")} were both given. Expected one of them.`
    );
  return findDataFolder(options);
}
export {
  installCommand,
  uninstallCommand
};
//# sourceMappingURL=install-command-EPFYUS5N.js.map
