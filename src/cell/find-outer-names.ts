import { findScopes } from "./cell-referencer.ts";
import { type Node, type Program, walk } from "./syntax.ts";

/** A place where TypeScript may name what its top level, another cell or the language declares. */
export interface OuterName {
  readonly name: string;
  readonly start: number;
}

/**
 * Every such place. A name counts unless it is known to be something else: a member, a label, or a
 * value that an inner scope declares. All that types name counts, because a value hides no type.
 */
export function findOuterNames(program: Program): OuterName[] {
  const inner = findInnerValues(program);
  const others = new Set<Node | null>();
  const found: OuterName[] = [];
  const take = (node: Node): void => {
    for (const other of membersAndBindings(node)) others.add(other);
    if (node.type === "Identifier" && !others.has(node))
      found.push({ name: node.name, start: node.start });
  };
  walk(program, (node) => {
    if (!isBeyondScopes(node)) {
      if (!inner.has(node)) take(node);
      return true;
    }
    walk(node, (part) => {
      take(part);
      return true;
    });
    return false;
  });
  return found;
}

/** The places of names that scopes within the top level declare, and of what refers to them. */
function findInnerValues(program: Program): ReadonlySet<unknown> {
  const inner = new Set<unknown>();
  for (const scope of findScopes(program).scopes) {
    if (scope.type === "global" || scope.type === "module") continue;
    for (const { identifiers, references } of scope.variables) {
      for (const identifier of identifiers) inner.add(identifier);
      for (const { identifier } of references) inner.add(identifier);
    }
  }
  return inner;
}

const plainWrappers = new Set(["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression"]);

/**
 * What only TypeScript has, and decorators, which stand in a scope that they are not evaluated in:
 * scopes of JavaScript may take a name there for a value that it does not mean.
 */
function isBeyondScopes({ type }: Node): boolean {
  return type === "Decorator" || (type.startsWith("TS") && !plainWrappers.has(type));
}

/** Children of a node that are names by its grammar, and refer to nothing. */
function membersAndBindings(node: Node): readonly (Node | null)[] {
  switch (node.type) {
    case "MemberExpression":
      return node.computed ? [] : [node.property];
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
    case "AccessorProperty":
    case "TSAbstractMethodDefinition":
    case "TSAbstractPropertyDefinition":
    case "TSPropertySignature":
      return node.computed ? [] : [node.key];
    case "TSMethodSignature":
      return node.computed ? node.params : [node.key, ...node.params];
    case "TSFunctionType":
    case "TSDeclareFunction":
    case "TSEmptyBodyFunctionExpression":
      return node.params;
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
      return [node.label];
    case "TSQualifiedName":
      return [node.right];
    case "TSTypePredicate":
      return [node.parameterName];
    default:
      return [];
  }
}
