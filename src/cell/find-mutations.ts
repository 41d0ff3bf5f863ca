import type { Alias } from "./declaration.ts";
import { findLocalAliases } from "./find-aliases.ts";
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
const dateMutator = /^set(UTC)?(Date|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|Time)$/;
/** Functions of the language that change their first argument. */
const changesFirst: Readonly<Record<string, RegExp>> = {
  Object: /^(assign|defineProperty|defineProperties|setPrototypeOf)$/,
  Reflect: /^(set|defineProperty|deleteProperty|setPrototypeOf)$/,
};

export interface Mutation {
  readonly name: string;
  /** Where it stands in the text. */
  readonly start: number;
  /** How many steps below the name's own value the change is: 0 for `x.push(1)`, 1 for `x.y.push(1)`. */
  readonly depth: number;
}

/** Names whose value some code changes in place: `x.y = 1`, `x.push(1)`, `delete x.y`, `Object.assign(x, …)`. */
function findMutations(root: Node, intoFunctions: boolean): Mutation[] {
  const found: Mutation[] = [];
  const add = (target: Node | undefined) => {
    const mutation = target === undefined ? undefined : mutationOf(target);
    if (mutation !== undefined) found.push(mutation);
  };
  walk(root, (node) => {
    if (isFunction(node) && !intoFunctions) return false;
    if (node.type === "AssignmentExpression") for (const left of membersOf(node.left)) add(left);
    if (node.type === "ForOfStatement" || node.type === "ForInStatement")
      for (const left of membersOf(node.left)) add(left);
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

/** The same, with what local names stand for: `for (const row of rows) row.n = 1` changes `rows`. */
export function findMutationsThroughLocals(root: Node, intoFunctions: boolean): Mutation[] {
  const locals = findLocalAliases(root);
  return findMutations(root, intoFunctions).flatMap((mutation) => [
    mutation,
    ...sourcesOf(mutation, locals).map(({ name }) => ({ ...mutation, name })),
  ]);
}

/** What a local name was made of, through other local names. */
export function sourcesOf(
  { name, depth }: Pick<Mutation, "name" | "depth">,
  locals: ReadonlyMap<string, readonly Alias[]>,
): Alias[] {
  const found = new Map<string, Alias>();
  const pending = [{ name, depth }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const alias of locals.get(next.name) ?? []) {
      if (next.depth < alias.depth || found.has(alias.name)) continue;
      found.set(alias.name, alias);
      pending.push({ name: alias.name, depth: next.depth - alias.depth });
    }
  }
  return [...found.values()];
}

/** Of what is assigned to, the values that are changed: `[a.b, c] = d` changes `a`. */
function membersOf(target: Node): Node[] {
  switch (target.type) {
    case "MemberExpression":
      return [target.object];
    case "ArrayPattern":
      return target.elements.flatMap((element) => (element === null ? [] : membersOf(element)));
    case "ObjectPattern":
      return target.properties.flatMap((property) =>
        membersOf(property.type === "RestElement" ? property.argument : property.value),
      );
    case "AssignmentPattern":
      return membersOf(target.left);
    case "RestElement":
      return membersOf(target.argument);
    default:
      return [];
  }
}

function mutatedByCall(call: Extract<Node, { type: "CallExpression" }>): Node | undefined {
  const { callee } = call;
  const method = callee.type === "MemberExpression" ? nameOfMember(callee) : undefined;
  if (callee.type !== "MemberExpression" || method === undefined) return undefined;
  if (callee.object.type === "Identifier") {
    const changing = changesFirst[callee.object.name];
    if (changing !== undefined) return changing.test(method) ? call.arguments[0] : undefined;
  }
  return mutators.has(method) || dateMutator.test(method) ? callee.object : undefined;
}

function nameOfMember(member: Extract<Node, { type: "MemberExpression" }>): string | undefined {
  const { property, computed } = member;
  if (!computed) return property.type === "Identifier" ? property.name : undefined;
  return property.type === "Literal" && typeof property.value === "string"
    ? property.value
    : undefined;
}

function mutationOf(target: Node): Mutation | undefined {
  let at: Node = target;
  let depth = 0;
  while (at.type === "MemberExpression" || at.type === "ChainExpression") {
    if (at.type === "MemberExpression") depth++;
    at = at.type === "MemberExpression" ? at.object : at.expression;
  }
  return at.type === "Identifier" ? { name: at.name, start: at.start, depth } : undefined;
}
