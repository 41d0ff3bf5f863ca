import type { CodeBase } from "./code-base.ts";
import type { CodeDeclaration, Declaration } from "./declaration.ts";

const baseClasses = new Set(["Task", "ExternalTask", "WrapperTask"]);

/** True for a class that extends one of Cauce's, directly, by `with`, or through classes of other cells. */
export function isTaskClass(
  declaration: Declaration,
  code: CodeBase,
): declaration is CodeDeclaration {
  return declaration.kind === "class" && reachesTask(declaration, code, new Set());
}

/** A base may stand in a constant (`const Base = Task.with({ … })`), or come from a function. */
function reachesTask(
  declaration: CodeDeclaration,
  code: CodeBase,
  seen: Set<Declaration>,
): boolean {
  if (seen.has(declaration)) return false;
  seen.add(declaration);
  return declaration.reads.some((read) => {
    if (declaration.kind === "class" && read.region !== "heritage") return false;
    const found = code.find(read.name);
    if (found === undefined) return false;
    return found.kind === "import"
      ? isBaseClass(found.specifier, found.imported)
      : reachesTask(found, code, seen);
  });
}

function isBaseClass(specifier: string, imported: string): boolean {
  return specifier === "cauce" && (baseClasses.has(imported) || imported === "*");
}

/** The task classes that the cells define, in their order. */
export function listTaskClasses(code: CodeBase): CodeDeclaration[] {
  return [...code.classes()].filter((declaration) => isTaskClass(declaration, code));
}
