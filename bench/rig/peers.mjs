import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const benchFolder = path.join(root, "bench");
export const benchEnvironment = path.join(benchFolder, ".venv");
export const benchPython = path.join(benchEnvironment, "bin", "python");
export const peerPackages = path.join(benchFolder, "peers", "node_modules");
export const cauce = path.join(root, "dist", "cli", "main.js");
export const lmdb = path.join(root, "node_modules", "lmdb");
export const cauceLibrary = path.join(root, "dist", "index.js");

/**
 * A program that others are compared by: how to call it and what it says of its version.
 * @typedef {{ command: string, version: string }} Peer
 */

/** @typedef {"ninja" | "make" | "dot" | "luigi" | "ipykernel" | "pandas" | "polars" | "scikit-learn" | "tslab" | "deno" | "papaparse" | "@duckdb/node-api"} PeerName */

/** @type {Record<PeerName, Peer | undefined> | undefined} */
let found;

/** @returns {Record<PeerName, Peer | undefined>} */
export function findPeers() {
  found ??= {
    ninja: findProgram("ninja", ["--version"], "ninja"),
    make: findProgram("make", ["--version"], "GNU make"),
    dot: findProgram("dot", ["-V"], "Graphviz dot"),
    luigi: findPython("luigi", "Luigi"),
    ipykernel: findPython("ipykernel", "ipykernel"),
    pandas: findPython("pandas", "pandas"),
    polars: findPython("polars", "Polars"),
    "scikit-learn": findPython("scikit-learn", "scikit-learn"),
    tslab: findPackage("tslab", "tslab", "bin/tslab"),
    deno: findPackage("deno", "Deno", `../@deno/${denoBuild()}/deno`),
    papaparse: findPackage("papaparse", "papaparse", "papaparse.js"),
    "@duckdb/node-api": findPackage("@duckdb/node-api", "DuckDB", "package.json"),
  };
  return found;
}

/** What stands over a column: a peer that is missing is told, never left out. @param {PeerName} name */
export function peerTitle(name) {
  return findPeers()[name]?.version ?? `${name}: not installed`;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} name
 * @returns {Peer | undefined}
 */
function findProgram(command, args, name) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) return undefined;
  const [version = ""] = `${stdout}${stderr}`.match(/\d+(\.\d+)+/) ?? [];
  return { command, version: `${name} ${version}` };
}

/** @param {string} distribution @param {string} name */
function findPython(distribution, name) {
  if (!existsSync(benchPython)) return undefined;
  const code = `from importlib.metadata import version; print(version("${distribution}"))`;
  return findProgram(benchPython, ["-c", code], name);
}

/** @param {string} folder @param {string} name @param {string} program */
function findPackage(folder, name, program) {
  const manifest = path.join(peerPackages, folder, "package.json");
  const command = path.join(peerPackages, folder, program);
  if (!existsSync(manifest) || !existsSync(command)) return undefined;
  const { version } = JSON.parse(readFileSync(manifest, "utf8"));
  return { command, version: `${name} ${version}` };
}

/** The package of Deno's program for this machine; its launcher would cost a Node of its own. */
function denoBuild() {
  const build = `${process.platform}-${process.arch}`;
  return process.platform === "linux" ? `${build}-glibc` : build;
}
