import type { CodeBase } from "./code-base.ts";
import type { CodeDeclaration, Declaration, Read } from "./declaration.ts";
import { assertRebuildable } from "./rebuildable.ts";
import { isTaskClass } from "./task-classes.ts";

/** One declaration that a task's fingerprint covers. */
export interface CoveredDeclaration {
  /** The declared names, joined by a comma. */
  readonly name: string;
  /** "cell 4" */
  readonly place: string;
  readonly hash: string;
}

/** What a task's fingerprint covers of the notebook's code, and the modules that it imports. */
export interface Coverage {
  readonly declarations: readonly CoveredDeclaration[];
  /** Specifiers, as written. */
  readonly imports: readonly string[];
}

/**
 * How much of a class a use of it covers. The engine calls `requires()` itself and records what
 * it returned, so its code never counts for the task's own; of a task that is only constructed
 * (`new Other()` in a `run`), the code of its `run` counts for that other task alone.
 */
type Facet = "own" | "constructed";

/** The code that decides what a task's `run()` writes. */
export function coverTask(family: CodeDeclaration, code: CodeBase): Coverage {
  const reached = new Map<Declaration, Facet>();
  let widened = { run: false, requires: false };
  for (let again = true; again; ) {
    reached.clear();
    reach(family, code, reached, widened);
    const needs = widening(reached, widened);
    again = needs.run !== widened.run || needs.requires !== widened.requires;
    widened = needs;
  }
  return describe(reached, code, widened.requires);
}

function reach(family: CodeDeclaration, code: CodeBase, reached: Map<Declaration, Facet>, widened: { run: boolean; requires: boolean }): void {
  const pending: [Declaration, Facet][] = [[family, "own"]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [declaration, facet] = next;
    const before = reached.get(declaration);
    if (before === "own" || before === facet) continue;
    reached.set(declaration, facet);
    if (declaration.kind === "import") continue;
    assertRebuildable(declaration, family, code);
    for (const read of declaration.reads) {
      if (!isCovered(read, declaration, facet, code, widened.requires)) continue;
      const target = code.find(read.name);
      if (target === undefined) continue;
      const own = read.region === "heritage" ? facet === "own" : !isTaskClass(target, code) || widened.run;
      pending.push([target, own ? "own" : "constructed"]);
    }
  }
}

function isCovered(read: Read, owner: CodeDeclaration, facet: Facet, code: CodeBase, requiresToo: boolean): boolean {
  if (read.region === "other" || read.region === "heritage" || !isTaskClass(owner, code)) return true;
  return read.region === "requires" ? requiresToo : facet === "own";
}

/** Code that calls `.run()` or `.requires()` by hand reaches what the engine would have kept apart. */
function widening(reached: ReadonlyMap<Declaration, Facet>, before: { run: boolean; requires: boolean }) {
  const others = [...reached.keys()].filter((declaration) => declaration.kind !== "import");
  return {
    run: before.run || others.some((declaration) => declaration.callsRun),
    requires: before.requires || others.some((declaration) => declaration.callsRequires),
  };
}

function describe(reached: ReadonlyMap<Declaration, Facet>, code: CodeBase, requiresToo: boolean): Coverage {
  const declarations: CoveredDeclaration[] = [];
  const imports = new Set<string>(code.effectImports);
  for (const [declaration, facet] of reached) {
    if (declaration.kind === "import") {
      imports.add(declaration.specifier);
      continue;
    }
    for (const specifier of declaration.dynamicImports) imports.add(specifier);
    declarations.push({ name: declaration.names.join(","), place: declaration.place.label, hash: hashOf(declaration, facet, code, requiresToo) });
  }
  declarations.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { declarations, imports: [...imports].sort() };
}

function hashOf(declaration: CodeDeclaration, facet: Facet, code: CodeBase, requiresToo: boolean): string {
  if (declaration.classHashes === undefined || requiresToo || !isTaskClass(declaration, code)) return declaration.hash;
  return facet === "own" ? declaration.classHashes.withoutRequires : declaration.classHashes.withoutRequiresAndRun;
}
