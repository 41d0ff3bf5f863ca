import MagicString from "magic-string";
import { rewriteReferences } from "./convert-cell.ts";
import { declaredNames } from "./declared-names.ts";
import { findReferences } from "./find-references.ts";
import { type CellProgram, readCell } from "./read-cell.ts";

/**
 * TypeScript that is evaluated beside the cells, as JavaScript: names that cells share become
 * members of `object`. An object literal is read as one, not as a block.
 */
export function convertExpression(
  source: string,
  object: string,
  isShared: (name: string) => boolean,
): { readonly code: string } | { readonly problem: string } {
  const read = readExpression(source);
  const [problem] = read.problems;
  if (problem !== undefined) return { problem: problem.message };
  const own = new Set(read.program.body.flatMap(declaredNames));
  const { references } = findReferences(read.program);
  const uses = references.filter(({ name }) => !own.has(name) && isShared(name));
  const edited = new MagicString(read.code);
  rewriteReferences(read.program, uses, edited, object);
  return { code: edited.toString() };
}

function readExpression(source: string): CellProgram {
  const expression = readCell(`(${source}\n)`);
  return expression.problems.length === 0 ? expression : readCell(source);
}
