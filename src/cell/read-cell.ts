import type { EmitOptions } from "./emit-options.ts";
import { emptyCode, type StrippedCode, stripTypes } from "./strip-types.ts";
import { type Program, parseJavaScript } from "./syntax.ts";

export interface CellProgram extends StrippedCode {
  /** The tree of `code`. */
  readonly program: Program;
}

/** A cell's JavaScript and its tree; where there are problems, both are empty. */
export function readCell(source: string, emit?: EmitOptions): CellProgram {
  const stripped = stripTypes(source, { emit });
  const { problems, code } = stripped;
  return problems.length === 0
    ? {
        ...stripped,
        program: parseJavaScript(code, { withTypes: emit?.legacyDecorators === true }),
      }
    : { ...emptyCode(problems), program: parseJavaScript("") };
}
