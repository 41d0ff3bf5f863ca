import { readFileSync } from "node:fs";
import { builtFile } from "./built-file.ts";

const read = new Map<string, string>();

/** A script for browsers from the build, as text; `name` as in `dist/page`. */
export function pageScript(name: string): string {
  const known = read.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(builtFile(`page/${name}`), "utf8").trim();
  read.set(name, text);
  return text;
}
