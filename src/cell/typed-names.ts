import { parseSync } from "oxc-parser";
import { declaredNames } from "./declared-names.ts";
import type { Node } from "./syntax.ts";

/** The names that a cell's TypeScript declares at its top level, types among them, and which of them it exports itself. */
export function typedNames(source: string): { readonly names: readonly string[]; readonly exported: ReadonlySet<string> } {
  const { program } = parseSync("cell.ts", source, { lang: "ts", sourceType: "module" });
  const names = new Set<string>();
  const exported = new Set<string>();
  for (const statement of program.body) {
    for (const name of namesOf(statement)) names.add(name);
    if (statement.type === "ExportNamedDeclaration" && statement.declaration) for (const name of namesOf(statement.declaration)) exported.add(name);
  }
  return { names: [...names], exported };
}

function namesOf(statement: Node): string[] {
  switch (statement.type) {
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
    case "TSEnumDeclaration":
      return [statement.id.name];
    case "TSModuleDeclaration":
      return statement.id.type === "Identifier" ? [statement.id.name] : [];
    case "ExportNamedDeclaration":
      return statement.declaration ? namesOf(statement.declaration) : [];
    default:
      return declaredNames(statement);
  }
}
