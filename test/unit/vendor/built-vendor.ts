import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../../", import.meta.url);

/** The full path of a file of the repository. */
export function repositoryPath(path: string): string {
  return fileURLToPath(new URL(path, root));
}

/** The full path of a file of `vendor/`; throws where it has not been built. */
export function builtVendor(path: string): string {
  const full = repositoryPath(`vendor/${path}`);
  if (!existsSync(full)) {
    throw new Error(`\`vendor/${path}\` is missing. Run \`node scripts/build-vendor.mjs\` first.`);
  }
  return full;
}
