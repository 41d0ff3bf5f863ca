import type { ClassNode } from "./class-parts.ts";
import type { Cut } from "./cut-text.ts";
import { isFunction, type Node, walk } from "./syntax.ts";

interface FunctionNode {
  readonly body: Node | null;
  readonly returnType?: object | null | undefined;
  readonly generator: boolean;
}

/**
 * What of a declaration its type does not depend on: bodies of functions that say what they
 * return, or return nothing, and values of what says its type.
 */
export function signatureCuts(declaration: Node): Cut[] {
  switch (declaration.type) {
    case "FunctionDeclaration":
      return returnsNothing(declaration) ? cutBody(declaration) : cutTypedBody(declaration);
    case "VariableDeclaration":
      return declaration.declarations.flatMap(({ id, init }) => cutValue(id, init));
    case "ClassDeclaration":
      return classCuts(declaration);
    default:
      return [];
  }
}

/** Only where the type is no union for sure: the first value narrows one for the code that follows. */
function cutValue(id: Node, init: Node | null): Cut[] {
  if (init === null) return [];
  const type = id.type === "Identifier" ? id.typeAnnotation?.typeAnnotation : undefined;
  if (type === undefined || type === null) return cutTypedBody(init);
  return isNoUnion(type) ? [{ start: id.end, end: init.end, text: "" }] : [];
}

function isNoUnion(type: Node): boolean {
  switch (type.type) {
    case "TSArrayType":
    case "TSTupleType":
    case "TSTypeLiteral":
    case "TSFunctionType":
    case "TSStringKeyword":
    case "TSNumberKeyword":
      return true;
    case "TSTypeOperator":
      return type.operator === "readonly" && isNoUnion(type.typeAnnotation);
    default:
      return false;
  }
}

function classCuts({ body }: ClassNode): Cut[] {
  // What a constructor assigns tells the type of a property that says neither type nor value.
  const saysAll = body.body.every(
    (member) =>
      (member.type !== "PropertyDefinition" && member.type !== "AccessorProperty") ||
      member.value !== null ||
      (member.typeAnnotation ?? null) !== null,
  );
  return body.body.flatMap((member): Cut[] => {
    if (member.type === "PropertyDefinition") {
      const { typeAnnotation, value } = member;
      if (!value) return [];
      return typeAnnotation
        ? [{ start: typeAnnotation.end, end: value.end, text: "" }]
        : cutTypedBody(value);
    }
    if (member.type !== "MethodDefinition") return [];
    const { kind, value } = member;
    if (value.type !== "FunctionExpression") return [];
    if (kind === "constructor") return saysAll ? cutBody(value) : [];
    return kind === "method" && returnsNothing(value) ? cutBody(value) : cutTypedBody(value);
  });
}

function cutTypedBody(node: Node): Cut[] {
  const isTyped =
    (node.type === "FunctionDeclaration" ||
      node.type === "FunctionExpression" ||
      node.type === "ArrowFunctionExpression") &&
    node.returnType;
  return isTyped ? cutBody(node) : [];
}

function cutBody({ body }: Pick<FunctionNode, "body">): Cut[] {
  return body === null ? [] : [{ start: body.start, end: body.end, text: "{}" }];
}

/** Of a declared function or a method, which return `void` then, whether or not their end is reached. */
function returnsNothing(node: FunctionNode): boolean {
  if (node.generator || node.body === null) return false;
  let found = false;
  walk(node.body, (inner) => {
    if (inner.type === "ReturnStatement" && inner.argument !== null) found = true;
    return !found && !isFunction(inner);
  });
  return !found;
}
