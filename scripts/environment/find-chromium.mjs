import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const installed = [
  "/usr/bin",
  "/usr/local/bin",
  "/snap/bin",
  "/Applications/Google Chrome.app/Contents/MacOS",
];

/**
 * A Chromium or Chrome of this machine: `CHROMIUM_PATH`, then `PATH`, then the usual folders.
 * @returns {string | undefined}
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && existsSync(named)) return named;
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), ...installed];
  const files = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [...files, path.join(installed[3] ?? "", "Google Chrome")].find(existsSync);
}

/** True where apt-get may install what is missing. */
export function canInstallWithApt() {
  return process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

/** @param {string[]} packages */
export function installWithApt(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  execFileSync("apt-get", ["update", "-qq"], { env, stdio: ["ignore", 2, 2] });
  execFileSync("apt-get", ["install", "-y", "-qq", ...packages], { env, stdio: ["ignore", 2, 2] });
}
