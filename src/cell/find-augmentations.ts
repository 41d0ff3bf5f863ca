import type { Node } from "./syntax.ts";

/**
 * Statements that add to a name declared before them in the same cell: what `namespace N {}` and
 * a second `enum N {}` become without their types. They belong to the declaration of `N`.
 */
export function findAugmentations(
  body: readonly Node[],
  isDeclared: (name: string) => boolean,
): Map<string, Node[]> {
  const found = new Map<string, Node[]>();
  for (const statement of body) {
    const name = augmentedName(statement);
    if (name === undefined || !isDeclared(name)) continue;
    found.set(name, [...(found.get(name) ?? []), statement]);
  }
  return found;
}

/** `(function (_N) { … })(N || (N = {}))` or `N = function (N) { … }(N || {})`. */
function augmentedName(statement: Node): string | undefined {
  if (statement.type !== "ExpressionStatement") return undefined;
  const { expression } = statement;
  if (expression.type === "CallExpression") return argumentName(expression);
  if (
    expression.type !== "AssignmentExpression" ||
    expression.left.type !== "Identifier" ||
    expression.right.type !== "CallExpression"
  )
    return undefined;
  const name = argumentName(expression.right);
  return name === expression.left.name ? name : undefined;
}

function argumentName(call: Extract<Node, { type: "CallExpression" }>): string | undefined {
  const [argument] = call.arguments;
  if (call.callee.type !== "FunctionExpression" || call.arguments.length !== 1) return undefined;
  if (
    argument?.type !== "LogicalExpression" ||
    argument.operator !== "||" ||
    argument.left.type !== "Identifier"
  )
    return undefined;
  return isEmptyStart(argument.right, argument.left.name) ? argument.left.name : undefined;
}

function isEmptyStart(node: Node, name: string): boolean {
  if (node.type === "ObjectExpression") return node.properties.length === 0;
  return (
    node.type === "AssignmentExpression" &&
    node.left.type === "Identifier" &&
    node.left.name === name &&
    isEmptyStart(node.right, name)
  );
}
