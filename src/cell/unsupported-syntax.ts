import { placeInSource } from "./line-origins.ts";
import type { StrippedCode, SyntaxProblem } from "./strip-types.ts";
import { type Node, type Program, walk } from "./syntax.ts";

/** Syntax that the parser takes and this engine does not: better said here than as "Unexpected token". */
export function findUnsupported(program: Program, stripped: StrippedCode): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  walk(program, (node) => {
    const found = unsupported(node);
    if (found !== undefined)
      problems.push({
        message: `${found} this version of Node (${process.version}) does not understand.`,
        ...placeInSource(stripped, node.start),
      });
    return true;
  });
  return problems;
}

function unsupported(node: Node): string | undefined {
  switch (node.type) {
    case "Decorator":
      return "Decorators are syntax that";
    case "AccessorProperty":
      return isUnderstood("class A { accessor a = 1; }") ? undefined : "`accessor` is syntax that";
    case "VariableDeclaration":
      return !node.kind.includes("using") || isUnderstood("{ using a = null; }")
        ? undefined
        : "`using` is syntax that";
    default:
      return undefined;
  }
}

function isUnderstood(code: string): boolean {
  try {
    return new Function(code) !== undefined;
  } catch {
    return false;
  }
}
