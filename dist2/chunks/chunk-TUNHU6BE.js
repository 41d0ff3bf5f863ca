import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  declaredNames,
  parseTypeScript
} from "./chunk-EHYYL4X4.js";

// src/cell/typed-names.ts
function typedNames(source) {
  const { program } = parseTypeScript(source);
  const names = /* @__PURE__ */ new Set();
  const exported = /* @__PURE__ */ new Set();
  const variables = /* @__PURE__ */ new Set();
  for (const statement of program.body) {
    for (const name of typedNamesOf(statement)) names.add(name);
    for (const name of variablesOf(statement)) variables.add(name);
    if (statement.type === "ExportNamedDeclaration" && statement.declaration)
      for (const name of typedNamesOf(statement.declaration)) exported.add(name);
  }
  return { names: [...names], exported, variables };
}
function typedNamesOf(statement) {
  switch (statement.type) {
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
    case "TSEnumDeclaration":
      return [statement.id.name];
    case "TSModuleDeclaration":
      return statement.id.type === "Identifier" ? [statement.id.name] : [];
    case "ExportNamedDeclaration":
      return statement.declaration ? typedNamesOf(statement.declaration) : [];
    default:
      return declaredNames(statement);
  }
}
function variablesOf(statement) {
  if (statement.type === "ExportNamedDeclaration")
    return statement.declaration ? variablesOf(statement.declaration) : [];
  return statement.type === "VariableDeclaration" && (statement.kind === "let" || statement.kind === "var") ? typedNamesOf(statement) : [];
}

export {
  typedNames,
  typedNamesOf
};
//# sourceMappingURL=chunk-TUNHU6BE.js.map
