// Gets the peers that are missing: ninja and make from Debian's packages, Luigi from PyPI into
// bench/.venv. A peer that cannot be had is told in the tables as not installed.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { benchEnvironment, findPeers } from "./rig/peers.mjs";

const luigiVersion = "3.8.1";
const before = findPeers();
if (before.ninja === undefined) run("apt-get", ["install", "-y", "ninja-build"]);
if (before.make === undefined) run("apt-get", ["install", "-y", "make"]);
if (before.luigi === undefined) {
  run("python3", ["-m", "venv", benchEnvironment]);
  run(path.join(benchEnvironment, "bin", "pip"), ["install", "-q", `luigi==${luigiVersion}`]);
}
for (const [name, peer] of Object.entries(findPeers()))
  console.log(`${name}: ${peer?.version ?? "not installed"}`);

/** @param {string} command @param {string[]} args */
function run(command, args) {
  spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });
}
