import type { Alias } from "./declaration.ts";
import { namesInPattern } from "./declared-names.ts";
import { isFunction, type Node, walk } from "./syntax.ts";

/**
 * The names whose value, or a part of it, an expression hands on as it is: to change what comes out
 * changes them too. A copy (`[...a]`, `a.slice()`) is another value.
 */
export function findAliases(expression: Node, depth = 0): Alias[] {
  switch (expression.type) {
    case "Identifier":
      return [{ name: expression.name, depth }];
    case "MemberExpression":
      return findAliases(expression.object, depth);
    case "ChainExpression":
      return findAliases(expression.expression, depth);
    case "ConditionalExpression":
      return [
        ...findAliases(expression.consequent, depth),
        ...findAliases(expression.alternate, depth),
      ];
    case "LogicalExpression":
      return [...findAliases(expression.left, depth), ...findAliases(expression.right, depth)];
    case "SequenceExpression":
      return expression.expressions.slice(-1).flatMap((last) => findAliases(last, depth));
    case "AssignmentExpression":
      return findAliases(expression.right, depth);
    case "AwaitExpression":
      return findAliases(expression.argument, depth);
    case "ArrayExpression":
      return expression.elements.flatMap((element) =>
        element === null || element.type === "SpreadElement" ? [] : findAliases(element, depth + 1),
      );
    case "ObjectExpression":
      return expression.properties.flatMap((property) =>
        property.type === "SpreadElement" || isFunction(property.value)
          ? []
          : findAliases(property.value, depth + 1),
      );
    default:
      return [];
  }
}

/** Within a statement or a function: local names, each with what its value is shared with. */
export function findLocalAliases(root: Node): Map<string, Alias[]> {
  const found = new Map<string, Alias[]>();
  const add = (pattern: Node, source: Node) => {
    const aliases = findAliases(source);
    if (aliases.length === 0) return;
    for (const name of namesInPattern(pattern))
      found.set(name, [...(found.get(name) ?? []), ...aliases]);
  };
  walk(root, (node) => {
    if (node.type === "VariableDeclarator" && node.init) add(node.id, node.init);
    if (node.type === "ForOfStatement" || node.type === "ForInStatement") {
      const declared =
        node.left.type === "VariableDeclaration" ? node.left.declarations[0]?.id : undefined;
      if (declared !== undefined) add(declared, node.right);
    }
    // `rows.forEach((row) => …)`: what the callback is given is a part of `rows`.
    if (node.type === "CallExpression" && node.callee.type === "MemberExpression")
      for (const argument of node.arguments)
        if (isFunction(argument) && "params" in argument)
          for (const parameter of argument.params) add(parameter as Node, node.callee.object);
    return true;
  });
  return found;
}
