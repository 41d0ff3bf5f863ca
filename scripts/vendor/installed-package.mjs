import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The `package.json` of an installed package.
 * @param {string} root
 * @param {string} name
 * @returns {{ name: string, version: string, license?: string } | undefined}
 */
export function packageJson(root, name) {
  const file = join(root, "node_modules", name, "package.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/**
 * The package that a file of `node_modules` belongs to; nested ones as `outer/node_modules/inner`.
 * @param {string} file
 */
export function packageOf(file) {
  return /^node_modules\/((?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}
