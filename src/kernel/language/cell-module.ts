import { writeJsxChoice } from "../../cell/jsx-pragmas.ts";
import type { CellNames } from "./cell-names.ts";

/** What every cell imports from, in the names that it uses. */
export const scopeName = "__cauce_scope.ts";
/** In front of an imported name that a person does not see. */
const hiddenPrefix = "__cauce_";

/**
 * A cell's code with what it imports from other cells, by name and whether it may be assigned
 * to, and what it exports to them. `offset` is where its own text begins.
 */
export function writeModule(
  source: string,
  { names, exported, language }: CellNames,
  imports: ReadonlyMap<string, boolean>,
): { text: string; offset: number } {
  const imported: string[] = [];
  const variables: string[] = [];
  for (const [name, isVariable] of imports) {
    // An import cannot be assigned to, but a `let` of another cell can.
    imported.push(isVariable ? `${name} as ${hiddenPrefix}${name}` : name);
    if (isVariable) variables.push(`declare let ${name}: typeof ${hiddenPrefix}${name};`);
  }
  const choice = language === "tsx" ? writeJsxChoice(source) : [];
  // The compiler looks for another runtime only where a file's imports are others too.
  if (choice.length > 0) choice.push(importsOf([]));
  // On a line of its own: a comment behind a statement does not document the next one.
  const prefix = `${[...choice, importsOf(imported), ...variables].join(" ")}\n`;
  const suffix = `\nexport { ${names.filter((name) => !exported.has(name)).join(", ")} };`;
  return { text: `${prefix}${source}${suffix}`, offset: prefix.length };
}

function importsOf(names: readonly string[]): string {
  return `import { ${names.join(", ")} } from "./${scopeName}";`;
}

/** A file that no cell uses has the same import statements as one that a cell does. */
export const emptyModule = `${importsOf([])}\n\nexport {};`;
