import { tmpdir } from "node:os";
import path from "node:path";
import { murmur2 } from "./murmur2.ts";

const hashSeed = 0xc70f6907;
const suffix = ".ts";
// JupyterLab calls a source by its cell, "Cell [3]", only where its path holds `ipykernel_`.
const prefix = path.join(tmpdir(), `cauce_ipykernel_${process.pid}`) + path.sep;

/** What a client needs to find the path of a cell by itself. */
export const cellPathRule = {
  hashMethod: "Murmur2",
  hashSeed,
  tmpFilePrefix: prefix,
  tmpFileSuffix: suffix,
} as const;

/** The name by which debuggers know a cell's text. No such file is written. */
export function pathOfCell(code: string): string {
  return `${prefix}${murmur2(code, hashSeed)}${suffix}`;
}

export function isCellPath(file: string): boolean {
  return file.startsWith(prefix);
}
