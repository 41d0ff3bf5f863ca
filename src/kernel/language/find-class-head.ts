import { isClassDeclaration } from "typescript-native/unstable/ast/is";
import type { Project, Symbol as TypeSymbol } from "typescript-native/unstable/sync";

const longestChars = 2_000;

/**
 * A class up to its body as its author wrote it: of a task, the parameters with their types and
 * defaults. Undefined for what is no class with a base, or of a package.
 */
export function findClassHead(symbol: TypeSymbol, project: Project): string | undefined {
  const { valueDeclaration } = symbol;
  if (valueDeclaration === undefined || /\.d\.[cm]?ts$/.test(valueDeclaration.path))
    return undefined;
  const node = valueDeclaration.resolve(project);
  if (node === undefined || !isClassDeclaration(node) || node.name === undefined) return undefined;
  const { name, heritageClauses } = node;
  if (heritageClauses === undefined || heritageClauses.length === 0) return undefined;
  const { text } = node.getSourceFile();
  const head = `class ${name.text}${text.slice(name.end, heritageClauses.end)}`;
  return head.length > longestChars ? undefined : head;
}
