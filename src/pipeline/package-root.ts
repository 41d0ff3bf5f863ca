import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { heldLookup } from "./held-lookups.ts";

let found: string | undefined;

/** The folder that Cauce itself is installed in, wherever its code was bundled to. */
export function packageRoot(): string {
  found ??= findUpward(path.dirname(fileURLToPath(import.meta.url)));
  return found;
}

/** Cauce's own version. */
export function packageVersion(): string {
  return readPackage(packageRoot())?.version ?? "0.0.0";
}

function findUpward(folder: string): string {
  for (let at = folder; ; at = path.dirname(at)) {
    if (readPackage(at)?.name === "cauce") return at;
    if (at === path.dirname(at)) throw new Error(`no package.json of cauce above ${folder}`);
  }
}

interface PackageFile {
  readonly name?: string;
  readonly version?: string;
  readonly type?: string;
  readonly exports?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export function readPackage(folder: string): PackageFile | undefined {
  const file = path.join(folder, "package.json");
  return heldLookup(file, () =>
    existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined,
  );
}
