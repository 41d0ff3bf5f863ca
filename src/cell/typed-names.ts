import { declaredNames } from "./declared-names.ts";
import { type Node, type ParsedTypeScript, parseTypeScript } from "./syntax.ts";

/** The names that a cell's TypeScript declares at its top level, types among them. */
export interface TypedNames {
  readonly names: readonly string[];
  /** Those that the cell exports itself. */
  readonly exported: ReadonlySet<string>;
  /** Those that another cell may give another value: `let` and `var`. */
  readonly variables: ReadonlySet<string>;
  /** The grammar that the cell was read by. */
  readonly language: "ts" | "tsx";
}

export function typedNames(
  source: string,
  { program, language }: ParsedTypeScript = parseTypeScript(source),
): TypedNames {
  const names = new Set<string>();
  const exported = new Set<string>();
  const variables = new Set<string>();
  for (const statement of program.body) {
    for (const name of typedNamesOf(statement)) names.add(name);
    for (const name of variablesOf(statement)) variables.add(name);
    if (statement.type === "ExportNamedDeclaration" && statement.declaration)
      for (const name of typedNamesOf(statement.declaration)) exported.add(name);
  }
  return { names: [...names], exported, variables, language };
}

/** The names that a statement of TypeScript declares, types among them. */
export function typedNamesOf(statement: Node): string[] {
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

function variablesOf(statement: Node): string[] {
  if (statement.type === "ExportNamedDeclaration")
    return statement.declaration ? variablesOf(statement.declaration) : [];
  return statement.type === "VariableDeclaration" &&
    (statement.kind === "let" || statement.kind === "var")
    ? typedNamesOf(statement)
    : [];
}
