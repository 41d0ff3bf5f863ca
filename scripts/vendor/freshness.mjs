import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageJson } from "./installed-package.mjs";

/** Says what a build was made from: the scripts' content and the packages' versions. */
export function writeInputs(root, file, packages) {
  const inputs = { recipe: recipe(root), packages: versions(root, packages) };
  writeFileSync(file, `${JSON.stringify(inputs, null, 2)}\n`);
}

/** Whether `outputs` are all there and were made from what is installed now, by these scripts. */
export function isFresh(root, file, outputs) {
  if (![file, ...outputs].every((path) => existsSync(path))) return false;
  const { recipe: made, packages } = JSON.parse(readFileSync(file, "utf8"));
  const now = versions(root, Object.keys(packages));
  return made === recipe(root) && JSON.stringify(packages) === JSON.stringify(now);
}

function versions(root, packages) {
  return Object.fromEntries(packages.map((name) => [name, packageJson(root, name)?.version]));
}

function recipe(root) {
  const folder = join(root, "scripts/vendor");
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".mjs"));
  const hash = createHash("sha256");
  for (const path of [
    join(root, "scripts/build-vendor.mjs"),
    ...names.sort().map((name) => join(folder, name)),
  ]) {
    hash.update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}
