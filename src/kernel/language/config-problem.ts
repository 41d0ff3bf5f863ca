import { readFileSync } from "node:fs";
import type { Diagnostic } from "typescript-native/unstable/sync";
import { messageOf } from "./problem-text.ts";

/** A fault of a tsconfig.json in words: where it is, what it is, and what holds instead. */
export function describeConfigProblem(problem: Diagnostic): string {
  const place = placeOf(problem);
  const where = place === undefined ? "tsconfig.json" : `\`${place}\``;
  return `${where} cannot be read as it stands: ${messageOf(problem)} (TS${problem.code}). Cells are checked without what it says there; correct it, and the next cell is checked with it.`;
}

function placeOf({ fileName, pos }: Diagnostic): string | undefined {
  if (fileName === undefined) return undefined;
  try {
    return `${fileName}:${readFileSync(fileName, "utf8").slice(0, pos).split("\n").length}`;
  } catch {
    return undefined;
  }
}
