import type { CodeBase } from "./code-base.ts";
import type { CodeDeclaration, Declaration } from "./declaration.ts";
import { isTaskClass } from "./task-classes.ts";

/** Modules whose classes have no members of their own that a notebook's class could override. */
const plainModules = new Set(["cauce", "zod"]);

/**
 * A sentence for each member of a task class among the declarations that looks like one that Cauce
 * reads, and that nothing in sight uses or overrides. Rarely there is one: only then the code is asked.
 */
export function tellMisspelt(declarations: readonly Declaration[], code: () => CodeBase): string[] {
  return declarations.flatMap((declaration) =>
    declaration.kind === "class" && (declaration.classParts?.misspelt.length ?? 0) > 0
      ? tellOfClass(declaration, code())
      : [],
  );
}

function tellOfClass(declaration: CodeDeclaration, code: CodeBase): string[] {
  const bases = basesOf(declaration, code);
  if (bases === undefined) return [];
  const { names, place, classParts } = declaration;
  return (classParts?.misspelt ?? [])
    .filter(({ name }) => !bases.some((base) => new RegExp(`\\b${name}\\b`).test(base.code)))
    .map(
      ({ name, meant, line }) =>
        `\`${names.join()}.${name}\` (${place.label}, line ${line}) is nothing that Cauce reads of a task. Did you mean \`${meant}\`?`,
    );
}

/** What a task class extends, directly or not; undefined where it is no task class, or extends what is not in sight. */
function basesOf(declaration: CodeDeclaration, code: CodeBase): CodeDeclaration[] | undefined {
  try {
    return isTaskClass(declaration, code) ? collectBases(declaration, code) : undefined;
  } catch {
    // A name that is declared twice, or in a cell that cannot be read: that is told where it matters.
    return undefined;
  }
}

function collectBases(declaration: CodeDeclaration, code: CodeBase): CodeDeclaration[] | undefined {
  const found = new Set([declaration]);
  // A set grows while it is walked.
  for (const { kind, reads } of found)
    for (const { name, region } of reads) {
      if (kind === "class" && region !== "heritage") continue;
      const base = code.find(name);
      if (base === undefined) continue;
      if (base.kind !== "import") found.add(base);
      else if (!plainModules.has(base.specifier)) return undefined;
    }
  found.delete(declaration);
  return [...found];
}
