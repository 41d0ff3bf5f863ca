import path from "node:path";
import { type Node, type Program, walk } from "../cell/syntax.ts";
import { readPackage } from "./package-root.ts";

/** Whether Node takes a file for a CommonJS module: by its ending, its package, and what stands in it. */
export function isCommonJs(file: string, program: Program): boolean {
  if (/\.c[jt]s$/.test(file)) return true;
  if (!/\.jsx?$/.test(file) || nearestPackageType(file) === "module") return false;
  return !program.body.some(
    ({ type }) => type === "ImportDeclaration" || type.startsWith("Export"),
  );
}

/** `require("…")` with a literal: the whole call, and what it names. */
export interface RequireCall {
  readonly start: number;
  readonly end: number;
  readonly source: { readonly start: number; readonly end: number; readonly value: string };
}

export function findRequireCalls(program: Program): RequireCall[] {
  const found: RequireCall[] = [];
  walk(program, (node: Node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return true;
    const [source] = node.arguments;
    if (node.callee.name === "require" && source?.type === "Literal") {
      const { start, end, value } = source;
      if (typeof value === "string")
        found.push({ start: node.start, end: node.end, source: { start, end, value } });
    }
    return true;
  });
  return found;
}

function nearestPackageType(file: string): string | undefined {
  for (let at = path.dirname(file); ; at = path.dirname(at)) {
    const found = readPackage(at);
    if (found !== undefined) return found.type;
    if (at === path.dirname(at)) return undefined;
  }
}
