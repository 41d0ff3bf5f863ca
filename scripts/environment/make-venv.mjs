import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "./project-folder.mjs";

const folder = path.join(projectFolder, ".venv");
const bin = path.join(folder, process.platform === "win32" ? "Scripts" : "bin");
const requirementsFile = path.join(projectFolder, "scripts/jupyter-requirements.txt");
/** Written last, with what was asked for: a half-made or outdated environment has no such file. */
const markerFile = path.join(folder, "cauce-environment.txt");

/** The project's own Python environment with Jupyter, whether or not it is made yet. */
export const venv = {
  folder,
  python: path.join(bin, "python"),
  jupyter: path.join(bin, "jupyter"),
};

export function isVenvReady() {
  return existsSync(markerFile) && readFileSync(markerFile, "utf8") === requirements();
}

/**
 * Makes `.venv`, or completes it. Throws when pip cannot.
 * @param {string} python the interpreter to make it with
 */
export function makeVenv(python) {
  if (!existsSync(venv.python)) rmSync(folder, { recursive: true, force: true });
  /** @type {import("node:child_process").ExecFileSyncOptions} */
  const options = { cwd: projectFolder, stdio: ["ignore", 2, 2] };
  execFileSync(python, ["-m", "venv", folder], options);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  execFileSync(venv.python, [...pip, "-r", requirementsFile], options);
  // JupyterLab runs scripts of its own with Node, which would take them for ES modules, as ours are.
  writeFileSync(path.join(folder, "package.json"), '{ "type": "commonjs" }\n');
  writeFileSync(markerFile, requirements());
}

/**
 * A Python 3.10 or later that can make environments.
 * @returns {string | undefined}
 */
export function findPython() {
  const probe = "import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else 1)";
  return ["python3", "python"].find((name) => spawnSync(name, ["-c", probe]).status === 0);
}

/** With the code of our own package for Python, which changes without its version. */
function requirements() {
  const files = [requirementsFile, path.join(projectFolder, "src/papermill/cauce_papermill.py")];
  return files.map((file) => readFileSync(file, "utf8")).join("\n");
}
