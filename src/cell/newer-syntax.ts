import { type Node, walk } from "./syntax.ts";

/** True for code that this version of Node has no grammar for: it is lowered before it is evaluated. */
export function holdsNewerSyntax(root: Node): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= isNewer(node);
    return !found;
  });
  return found;
}

function isNewer(node: Node): boolean {
  switch (node.type) {
    case "Decorator":
      return true;
    case "AccessorProperty":
      return !isUnderstood("class A { accessor a = 1; }");
    case "VariableDeclaration":
      return node.kind.includes("using") && !isUnderstood("{ using a = null; }");
    default:
      return false;
  }
}

function isUnderstood(code: string): boolean {
  try {
    return new Function(code) !== undefined;
  } catch {
    return false;
  }
}
