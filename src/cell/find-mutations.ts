import { isFunction, type Node, walk } from "./syntax.ts";

const mutators = new Set([
  "push",
  "pop",
  "shift",
  "unshift",
  "splice",
  "sort",
  "reverse",
  "fill",
  "copyWithin",
  "set",
  "add",
  "delete",
  "clear",
]);

export interface Mutation {
  /** Where the mutated name stands in the text. */
  readonly start: number;
  readonly node: Node;
}

/** Names whose value a statement changes in place: `x.y = 1`, `x.push(1)`, `delete x.y`, `Object.assign(x, …)`. */
export function findMutations(root: Node, intoFunctions: boolean): Mutation[] {
  const found: Mutation[] = [];
  const add = (target: Node | undefined) => {
    const name = target === undefined ? undefined : rootIdentifier(target);
    if (name !== undefined) found.push({ start: name.start, node: name });
  };
  walk(root, (node) => {
    if (isFunction(node) && !intoFunctions) return false;
    if (node.type === "AssignmentExpression" && node.left.type === "MemberExpression")
      add(node.left.object);
    if (node.type === "UpdateExpression" && node.argument.type === "MemberExpression")
      add(node.argument.object);
    if (
      node.type === "UnaryExpression" &&
      node.operator === "delete" &&
      node.argument.type === "MemberExpression"
    )
      add(node.argument.object);
    if (node.type === "CallExpression") add(mutatedByCall(node));
    return true;
  });
  return found;
}

function mutatedByCall(call: Extract<Node, { type: "CallExpression" }>): Node | undefined {
  const { callee } = call;
  if (
    callee.type !== "MemberExpression" ||
    callee.property.type !== "Identifier" ||
    callee.computed
  )
    return undefined;
  if (callee.object.type === "Identifier" && callee.object.name === "Object") {
    return callee.property.name === "assign" || callee.property.name.startsWith("defineProp")
      ? call.arguments[0]
      : undefined;
  }
  return mutators.has(callee.property.name) ? callee.object : undefined;
}

function rootIdentifier(node: Node): Node | undefined {
  let at: Node = node;
  while (at.type === "MemberExpression") at = at.object;
  return at.type === "Identifier" ? at : undefined;
}
