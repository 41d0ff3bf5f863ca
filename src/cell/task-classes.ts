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
    if (found.kind !== "import") return reachesTask(found, code, seen);
    return isBaseClass(found.specifier, found.imported) || code.importsTask(found);
  });
}

function isBaseClass(specifier: string, imported: string): boolean {
  return specifier === "cauce" && (baseClasses.has(imported) || imported === "*");
}

/** True for what a task can be made of: a class of the code itself, or of a module that it imports. */
export function standsForTask(declaration: Declaration, code: CodeBase): boolean {
  return declaration.kind === "import"
    ? code.importsTask(declaration)
    : isTaskClass(declaration, code);
}

/** The task classes that the cells define, in their order. */
export function listTaskClasses(code: CodeBase): CodeDeclaration[] {
  return [...code.classes()].filter((declaration) => isTaskClass(declaration, code));
}
