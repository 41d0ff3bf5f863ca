import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

// Written in pieces, so that this file does not find itself.
const machineFolders = ["work", "root", "tmp", "home", "Users"].join("|");
const machinePath = new RegExp(`(^|[\\s"'\`(=\\[:,])(file://)?/(${machineFolders})/[\\w.-]+`, "m");
const registryNames = ["registry", "artifactory", "nexus", "verdaccio", "pypi"].join("|");
const registryUrl = new RegExp(`https?://[\\w.-]*(${registryNames})[\\w.-]*`, "i");

/**
 * No path of somebody's machine and no registry host in what is tracked.
 * @param {string} root
 */
export async function checkPrivacy(root) {
  const { stdout } = await run("git", ["ls-files", "-z"], { cwd: root, maxBuffer: 1e8 });
  const files = stdout.split("\0").filter((file) => file !== "");
  const ownHost = await findOwnRegistry(root);
  const found = await Promise.all(files.map((file) => findLeaks(root, file, ownHost)));
  const failures = found.flat();
  return { detail: `${files.length} tracked files, no machine path, no registry`, failures };
}

/**
 * @param {string} root
 * @param {string} file
 * @param {string | undefined} ownHost
 */
async function findLeaks(root, file, ownHost) {
  const text = await readFile(path.join(root, file), "utf8").catch(() => "");
  if (text.includes("\0")) return [];
  return text.split("\n").flatMap((line, index) => {
    const leak = machinePath.exec(line)?.[0] ?? registryUrl.exec(line)?.[0];
    const host = ownHost !== undefined && line.includes(ownHost) ? ownHost : undefined;
    const shown = (leak ?? host)?.trim();
    return shown === undefined ? [] : [`${file}:${index + 1}: ${shown}`];
  });
}

/**
 * The registry of this very machine, which a generated file may have picked up.
 * @param {string} root
 */
async function findOwnRegistry(root) {
  const address = process.env.npm_config_registry ?? (await askNpm(root));
  return URL.canParse(address) ? new URL(address).host : undefined;
}

/** @param {string} root */
async function askNpm(root) {
  const { stdout } = await run("npm", ["config", "get", "registry"], { cwd: root });
  return stdout.trim();
}
