import { existsSync } from "node:fs";
import path from "node:path";
import { sortByLikeness } from "../core/nearest-name.ts";
import { readPackage } from "./package-root.ts";

const mostPaths = 5;

/** The package that an import names, without the path in it. */
export function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Where a package is installed, from a folder upward. */
export function findPackage(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, "node_modules", name);
    if (existsSync(path.join(candidate, "package.json"))) return candidate;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** Why an import finds nothing in a package that is installed, and what can be imported from it; undefined where it is not installed. */
export function explainMissing(specifier: string, folder: string): string | undefined {
  const name = packageName(specifier);
  const home = findPackage(name, folder);
  if (home === undefined) return undefined;
  const paths = exportedPaths(name, readPackage(home)?.exports);
  const isKnown = paths?.includes(specifier) ?? existsSync(home + specifier.slice(name.length));
  if (isKnown)
    return `\`${name}\` is installed, but its \`${specifier}\` is no module that can be imported.`;
  if (paths === undefined) return `\`${name}\` is installed, but has no such file.`;
  const nearest = sortByLikeness(specifier, paths).slice(0, mostPaths);
  const listed = nearest.map((one) => `\`${one}\``).join(", ");
  const exported = listed === "" ? "nothing" : `${listed}${paths.length > mostPaths ? ", …" : ""}`;
  return `\`${name}\` is installed, but does not export this path. It exports ${exported}.`;
}

/** What `exports` of a package.json allows to import, patterns with their asterisk; undefined without it, where every file may be. */
function exportedPaths(name: string, exported: unknown): string[] | undefined {
  if (exported === undefined || exported === null) return undefined;
  const entries = Array.isArray(exported) ? [] : Object.entries(Object(exported));
  if (typeof exported === "string" || !entries.some(([key]) => key.startsWith("."))) return [name];
  return entries
    .filter(([key, target]) => target !== null && key !== "./package.json")
    .map(([key]) => name + key.slice(1));
}
