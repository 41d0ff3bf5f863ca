import { emptyCode, type StrippedCode, stripTypes } from "./strip-types.ts";
import { type Program, parseJavaScript } from "./syntax.ts";
import { findUnsupported } from "./unsupported-syntax.ts";

export interface CellProgram extends StrippedCode {
  /** The tree of `code`. */
  readonly program: Program;
}

/** A cell's JavaScript and its tree; where there are problems, both are empty. */
export function readCell(source: string): CellProgram {
  const stripped = stripTypes(source);
  const program = parseJavaScript(stripped.code);
  const problems =
    stripped.problems.length > 0 ? stripped.problems : findUnsupported(program, stripped);
  if (problems.length === 0) return { ...stripped, program };
  return { ...emptyCode(problems), program: parseJavaScript("") };
}
