import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { canInstallWithApt, findChromium, installWithApt } from "./find-chromium.mjs";
import { findPython, isVenvReady, makeVenv, venv } from "./make-venv.mjs";
import { projectFolder } from "./project-folder.mjs";
import { withLock } from "./with-lock.mjs";

const cache = path.join(projectFolder, "node_modules/.cache/cauce");

/**
 * What tests need beyond npm packages, and why it is not there. `possible`: this machine has what it
 * takes to provide it, so that its absence is a failure of the machine's setup and not of its kind.
 * @typedef {{ name: string, available: boolean, possible: boolean, reason?: string }} Requirement
 */

/** @returns {Requirement & { python: string, jupyter: string, prefix: string }} */
export function jupyterRequirement() {
  const places = { python: venv.python, jupyter: venv.jupyter, prefix: venv.folder };
  return { name: "jupyter", ...places, ...stateOf("jupyter", isVenvReady()) };
}

/** @returns {Requirement & { path: string }} */
export function chromiumRequirement() {
  const found = findChromium();
  return { name: "chromium", path: found ?? "", ...stateOf("chromium", found !== undefined) };
}

/** Provides what is missing and can be had; what cannot is written down with its reason. */
export function provideTestEnvironment() {
  if (jupyterRequirement().available && chromiumRequirement().available) return;
  mkdirSync(cache, { recursive: true });
  withLock(path.join(cache, "environment.lock"), () => {
    if (!jupyterRequirement().available) writeState("jupyter", provideJupyter());
    if (!chromiumRequirement().available) writeState("chromium", provideChromium());
  });
}

function provideJupyter() {
  const python = findPython();
  if (python === undefined) {
    const reason = "no Python 3.10 or later with its `venv` module on PATH (python3, python)";
    return { possible: false, reason };
  }
  console.error("cauce: making .venv with JupyterLab (once; about a minute)");
  return attempt(() => makeVenv(python));
}

function provideChromium() {
  if (!canInstallWithApt()) {
    const reason = "no Chromium or Chrome was found; install one, or name it in CHROMIUM_PATH";
    return { possible: false, reason };
  }
  console.error("cauce: installing Chromium with apt-get (once)");
  return attempt(() => installWithApt(["chromium", "fonts-dejavu-core"]));
}

/** @param {() => void} provide */
function attempt(provide) {
  try {
    provide();
    return { possible: true };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return { possible: true, reason };
  }
}

/**
 * @param {string} name
 * @param {boolean} available
 * @returns {{ available: boolean, possible: boolean, reason?: string }}
 */
function stateOf(name, available) {
  if (available) return { available, possible: true };
  const file = stateFile(name);
  if (existsSync(file)) return { available, ...JSON.parse(readFileSync(file, "utf8")) };
  return { available, possible: true, reason: "not set up yet: run `npm run setup`" };
}

/**
 * @param {string} name
 * @param {{ possible: boolean, reason?: string }} state
 */
function writeState(name, state) {
  writeFileSync(stateFile(name), JSON.stringify(state));
}

/** @param {string} name */
function stateFile(name) {
  return path.join(cache, `${name}.json`);
}
