import type { Node } from "./syntax.ts";

/** The names that a top-level statement declares. */
export function declaredNames(statement: Node): string[] {
  switch (statement.type) {
    case "ImportDeclaration":
      return statement.specifiers.map(({ local }) => local.name);
    case "ExportNamedDeclaration":
      return statement.declaration ? declaredNames(statement.declaration) : [];
    case "ExportDefaultDeclaration":
      return declaredNames(statement.declaration as Node);
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return statement.id ? [statement.id.name] : [];
    case "VariableDeclaration":
      return statement.declarations.flatMap(({ id }) => namesInPattern(id));
    default:
      return [];
  }
}

/** The names that a pattern binds: `{ a, b: [c = 1] }` binds a and c. */
export function namesInPattern(pattern: Node): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        namesInPattern(property.type === "RestElement" ? property.argument : property.value),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) =>
        element === null ? [] : namesInPattern(element),
      );
    case "AssignmentPattern":
      return namesInPattern(pattern.left);
    case "RestElement":
      return namesInPattern(pattern.argument);
    default:
      return [];
  }
}
