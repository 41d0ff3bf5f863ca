// `npm run lab`: JupyterLab on the notebooks, with our kernel. Arguments are passed on to
// `jupyter lab`: `npm run lab -- --no-browser --port 9999`.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { findPython, isVenvReady, makeVenv, venv } from "./environment/make-venv.mjs";
import { projectFolder } from "./environment/project-folder.mjs";

const cli = path.join(projectFolder, "dist/cli/main.js");
/** The kernel is announced by JUPYTER_PATH, so that no Jupyter of the user's is written to. */
const kernelPrefix = path.join(projectFolder, ".cauce/jupyter");
const notebooks = path.join(projectFolder, "notebooks");
const firstNotebook = "iris.ipynb";

try {
  const jupyter = findJupyter() ?? makeJupyter();
  installKernel();
  mkdirSync(notebooks, { recursive: true });
  openLab(jupyter);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

/** A Jupyter on PATH that has JupyterLab, or the project's own. */
function findJupyter() {
  const { status, stdout } = spawnSync("jupyter", ["lab", "--version"], { encoding: "utf8" });
  if (status === 0 && Number.parseInt(stdout, 10) >= 4) return "jupyter";
  return isVenvReady() ? venv.jupyter : undefined;
}

function makeJupyter() {
  const python = findPython();
  if (python === undefined) {
    throw new Error(
      [
        "JupyterLab was not found, and there is no Python to install it with.",
        "Looked for: `jupyter lab` (4 or later) on PATH; JupyterLab in .venv; `python3` or",
        "`python` on PATH, 3.10 or later, with its `venv` module.",
        "Install Python 3 (on Debian or Ubuntu: apt install python3-venv), or JupyterLab itself.",
      ].join("\n"),
    );
  }
  console.log("Making .venv with JupyterLab (once; about a minute)");
  makeVenv(python);
  return venv.jupyter;
}

function installKernel() {
  if (!existsSync(cli)) {
    throw new Error("`dist/cli/main.js` is not there. Build it first: npm run build");
  }
  execFileSync(process.execPath, [cli, "install", "--prefix", kernelPrefix], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** @param {string} jupyter */
function openLab(jupyter) {
  const child = spawn(jupyter, labArguments(), {
    cwd: projectFolder,
    env: { ...process.env, JUPYTER_PATH: jupyterPath() },
    stdio: ["ignore", "inherit", "inherit"],
    // Ctrl-C reaches us alone: Jupyter would ask whether it is meant.
    detached: true,
  });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => child.kill("SIGTERM"));
  }
  child.once("error", (error) => {
    console.error(`\`${jupyter}\` could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.once("exit", (code) => {
    process.exitCode = code ?? 0;
  });
}

function labArguments() {
  const hasFirst = existsSync(path.join(notebooks, firstNotebook));
  return [
    "lab",
    `--ServerApp.root_dir=${projectFolder}`,
    "--MultiKernelManager.default_kernel_name=cauce",
    `--LabApp.default_url=/lab${hasFirst ? `/tree/notebooks/${firstNotebook}` : ""}`,
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
    ...process.argv.slice(2),
  ];
}

function jupyterPath() {
  const others = process.env.JUPYTER_PATH;
  return [path.join(kernelPrefix, "share/jupyter"), ...(others ? [others] : [])].join(
    path.delimiter,
  );
}
