import { contains } from "./class-parts.ts";
import type { Alias, CallSite, FunctionEffects } from "./declaration.ts";
import { namesInPattern } from "./declared-names.ts";
import { findAliases, findLocalAliases } from "./find-aliases.ts";
import { findMutationsThroughLocals, sourcesOf } from "./find-mutations.ts";
import type { TopReference } from "./find-references.ts";
import { isFunction, type Node, walk } from "./syntax.ts";

/** What a call of a function can do to values from outside: its parameters, and names around it. */
export function findFunctionEffects(
  node: Node,
  references: readonly TopReference[],
): FunctionEffects | undefined {
  if (!isFunction(node) || !("params" in node)) return undefined;
  const parameters = node.params.map((parameter) => ({
    names: namesInPattern(parameter as Node),
    depth: isPlain(parameter as Node) ? 0 : 1,
  }));
  const around = references.filter(({ start }) => contains(node, start)).map(({ name }) => name);
  const known = new Set([...around, ...parameters.flatMap(({ names }) => names)]);
  const isKnown = ({ name }: Alias) => known.has(name);
  return {
    parameters,
    mutations: findMutationsThroughLocals(node, true)
      .map(({ name, depth }) => ({ name, depth }))
      .filter(isKnown),
    calls: findCalls(node, true)
      .filter(({ callee }) => known.has(callee))
      .map((call) => ({
        callee: call.callee,
        arguments: call.arguments.map((given) => given.filter(isKnown)),
      })),
  };
}

function isPlain(parameter: Node): boolean {
  if (parameter.type === "AssignmentPattern") return isPlain(parameter.left);
  return parameter.type === "Identifier";
}

/** Calls of plain names, `f(a, b.c)`, with what each argument hands over. */
export function findCalls(root: Node, intoFunctions: boolean): (CallSite & { start: number })[] {
  const found: (CallSite & { start: number })[] = [];
  const locals = findLocalAliases(root);
  walk(root, (node) => {
    if (isFunction(node) && !intoFunctions) return false;
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return true;
    const given = node.arguments.map((argument): Alias[] => {
      const aliases = argument.type === "SpreadElement" ? [] : findAliases(argument);
      return [...aliases, ...aliases.flatMap((alias) => sourcesOf(alias, locals))];
    });
    found.push({ callee: node.callee.name, arguments: given, start: node.start });
    return true;
  });
  return found;
}
