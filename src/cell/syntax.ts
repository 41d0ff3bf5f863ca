import {
  type Comment,
  type Node,
  type ParseResult,
  type Program,
  parseSync,
  visitorKeys,
} from "oxc-parser";

export type { Node, Program };

/** JavaScript as a tree (ESTree); parentheses leave no node. The text must be free of syntax errors. */
export function parseJavaScript(
  code: string,
  { withTypes = false }: { readonly withTypes?: boolean } = {},
): Program {
  return parseSync("cell.js", code, {
    // Decorators of parameters, which only TypeScript has, are in its grammar alone.
    lang: withTypes ? "ts" : "jsx",
    sourceType: "module",
    range: true,
    preserveParens: false,
  }).program;
}

/** Ranges are what eslint-scope reads places by. */
const grammar = { sourceType: "module", range: true } as const;

export interface ParsedTypeScript {
  readonly program: Program;
  readonly comments: readonly Comment[];
  /** The grammar that it was read by. */
  readonly language: "ts" | "tsx";
  /** False where the text has errors of syntax: the tree may lack a part then. */
  readonly isValid: boolean;
}

/**
 * TypeScript as a tree, with its types; what only the grammar with JSX takes is read so. Where
 * neither does, because something is half typed, the one that comes further, or what looks like elements.
 */
export function parseTypeScript(source: string): ParsedTypeScript {
  const plain = parseSync("cell.ts", source, { ...grammar, lang: "ts" });
  if (plain.errors.length === 0) return read(plain, "ts");
  const jsx = parseSync("cell.tsx", source, { ...grammar, lang: "tsx" });
  const further = jsx.errors.length === 0 ? 1 : firstError(jsx) - firstError(plain);
  const isJsx = further > 0 || (further === 0 && /<\/|\/>/.test(source));
  return isJsx ? read(jsx, "tsx") : read(plain, "ts");
}

function firstError({ errors }: ParseResult): number {
  return Math.min(...errors.map(({ labels }) => labels[0]?.start ?? 0));
}

function read(
  { program, comments, errors }: ParseResult,
  language: "ts" | "tsx",
): ParsedTypeScript {
  return { program, comments, language, isValid: errors.length === 0 };
}

/** Walks a tree without recursion; `visit` returns false to leave a node's children out. */
export function walk(root: Node, visit: (node: Node) => boolean | undefined): void {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop())
    if (visit(node) !== false) pushChildren(node, pending);
}

/** The children of a node, the last one in the text first. */
function pushChildren(node: Node, pending: Node[]): void {
  const keys = visitorKeys[node.type] ?? [];
  for (let key = keys.length - 1; key >= 0; key -= 1) {
    const value: unknown = (node as unknown as Record<string, unknown>)[keys[key] ?? ""];
    if (Array.isArray(value)) {
      for (let at = value.length - 1; at >= 0; at -= 1)
        if (isNode(value[at])) pending.push(value[at]);
    } else if (isNode(value)) pending.push(value);
  }
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"
  );
}

export function isFunction(node: Node): boolean {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  );
}
