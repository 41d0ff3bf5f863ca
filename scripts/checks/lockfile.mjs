import { readFile } from "node:fs/promises";
import path from "node:path";

/**
 * The lock file binds versions, not the place that one machine took them from.
 * @param {string} root
 */
export async function checkLockfile(root) {
  const manifest = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  const lock = JSON.parse(await readFile(path.join(root, "package-lock.json"), "utf8"));
  /** @type {[string, { resolved?: string, link?: boolean }][]} */
  const packages = Object.entries(lock.packages);
  const failures = packages
    .filter(([, entry]) => entry.resolved !== undefined && !entry.link)
    .map(([name, entry]) => `${name} names a host: ${entry.resolved}`);
  failures.push(...findUnlocked(manifest, lock.packages[""] ?? {}));
  return { detail: `${packages.length} packages, no host`, failures };
}

/**
 * @param {Record<string, Record<string, string> | undefined>} manifest
 * @param {Record<string, Record<string, string> | undefined>} locked
 */
function findUnlocked(manifest, locked) {
  return ["dependencies", "devDependencies", "optionalDependencies"].flatMap((kind) => {
    const wanted = Object.entries(manifest[kind] ?? {});
    return wanted
      .filter(([name, range]) => locked[kind]?.[name] !== range)
      .map(([name, range]) => `${name}@${range} is in package.json and not in package-lock.json`);
  });
}
