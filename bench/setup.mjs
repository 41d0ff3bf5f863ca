// Gets the peers that are missing: ninja, make and Graphviz from Debian's packages, Python's into
// bench/.venv, Node's into bench/peers. One that cannot be had is told in the tables as not installed.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { benchEnvironment, benchFolder, benchPython, findPeers } from "./rig/peers.mjs";

const debianPackages = { ninja: "ninja-build", make: "make", dot: "graphviz" };
const peersFolder = path.join(benchFolder, "peers");

const wanted = Object.entries(debianPackages).filter(([program]) => !isInstalled(program));
for (const [, name] of wanted) run("apt-get", ["install", "-y", name]);
if (!existsSync(benchPython)) run("python3", ["-m", "venv", benchEnvironment]);
run(benchPython, ["-m", "pip", "install", "-q", "-r", path.join(peersFolder, "requirements.txt")]);
run("npm", ["install", "--prefix", peersFolder, "--no-audit", "--no-fund", "--no-package-lock"]);
for (const [name, peer] of Object.entries(findPeers()))
  console.log(`${name}: ${peer?.version ?? "not installed"}`);

/** @param {string} program */
function isInstalled(program) {
  return spawnSync(program, ["-V"]).error === undefined;
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
  spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });
}
