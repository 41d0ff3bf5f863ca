import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const benchEnvironment = path.join(root, "bench", ".venv");
export const cauce = path.join(root, "dist", "cli", "main.js");

/**
 * A program that others are compared by: how to call it and what it says of its version.
 * @typedef {{ command: string, version: string }} Peer
 */

/** @returns {Record<"ninja" | "make" | "luigi", Peer | undefined>} */
export function findPeers() {
  const python = path.join(benchEnvironment, "bin", "python");
  return {
    ninja: findPeer("ninja", ["--version"], "ninja"),
    make: findPeer("make", ["--version"], "GNU make"),
    luigi: existsSync(python)
      ? findPeer(python, ["-c", "import luigi; print(luigi.__version__)"], "Luigi")
      : undefined,
  };
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} name
 * @returns {Peer | undefined}
 */
function findPeer(command, args, name) {
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) return undefined;
  const [version = ""] = stdout.match(/\d+(\.\d+)+/) ?? [];
  return { command, version: `${name} ${version}` };
}
