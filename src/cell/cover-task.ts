import type { CoveredText } from "../core/record.ts";
import { unreachable } from "../core/unreachable.ts";
import type { CodeBase } from "./code-base.ts";
import type { CodeDeclaration, Declaration, Read } from "./declaration.ts";
import { assertRebuildable } from "./rebuildable.ts";
import { isTaskClass } from "./task-classes.ts";

/** One declaration that a task's fingerprint covers. */
interface CoveredDeclaration {
  /** The declared names, joined by a comma. */
  readonly name: string;
  /** "cell 4" */
  readonly place: string;
  readonly hash: string;
  /** What the hash stands for, for people to read. */
  readonly text: string;
}

/** A name that the covered code reads and an import gives. */
interface CoveredImport {
  readonly name: string;
  readonly specifier: string;
  /** "*" for the namespace, "default", or the exported name. */
  readonly imported: string;
}

/** What a task's fingerprint covers of the notebook's code, and the modules that it imports. */
export interface Coverage {
  readonly declarations: readonly CoveredDeclaration[];
  /** Specifiers, as written. */
  readonly imports: readonly string[];
  /** Of these, those that count whole, because they are imported for their effect or by `import()`. */
  readonly whole: readonly string[];
  /** Which name stands for what: of one package, `mean` may become `most`. */
  readonly names: readonly CoveredImport[];
}

/**
 * How much of a class a use of it covers. The engine calls `requires()` itself and records what
 * it returned, so its code never counts for the task's own; of a task that is only constructed
 * (`new Other()` in a `run`), the code of its `run` counts for that other task alone. Of a task
 * that is only required, `this.input()` hands over the targets: the code that makes those counts.
 */
type Facet = "own" | "constructed" | "required";

/** The code that decides what a task's `run()` writes. */
export function coverTask(family: CodeDeclaration, code: CodeBase): Coverage {
  const reached = new Map<Declaration, Facet>();
  let widened: Widened = { run: false, requires: false };
  for (let again = true; again; ) {
    reached.clear();
    reach(family, code, reached, widened);
    const needs = widening(reached, widened);
    again = needs.run !== widened.run || needs.requires !== widened.requires;
    widened = needs;
  }
  return describe(reached, code, widened.requires);
}

function reach(
  family: CodeDeclaration,
  code: CodeBase,
  reached: Map<Declaration, Facet>,
  widened: Widened,
): void {
  const required = new Set<Declaration>();
  const pending: [Declaration, Facet][] = [[family, "own"]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [declaration, facet] = next;
    if (
      facet === "required" ? required.has(declaration) : isReached(reached.get(declaration), facet)
    )
      continue;
    if (facet === "required") required.add(declaration);
    else reached.set(declaration, facet);
    if (declaration.kind === "import") continue;
    assertRebuildable(declaration, family, code);
    for (const read of declaration.reads) {
      const target = code.find(read.name);
      const next =
        target === undefined ? undefined : facetOf(read, declaration, facet, target, code, widened);
      if (target !== undefined && next !== undefined) pending.push([target, next]);
    }
  }
}

function isReached(before: Facet | undefined, facet: Facet): boolean {
  return before === "own" || before === facet;
}

/** How much of what a declaration reads counts; undefined where it does not count at all. */
function facetOf(
  read: Read,
  owner: CodeDeclaration,
  facet: Facet,
  target: Declaration,
  code: CodeBase,
  widened: Widened,
): Facet | undefined {
  const whole = !isTaskClass(target, code) || widened.run ? "own" : "constructed";
  if (!isTaskClass(owner, code)) return facet === "required" ? "required" : whole;
  switch (read.region) {
    case "heritage":
      return facet;
    case "requires":
      if (facet === "required") return undefined;
      return widened.requires ? whole : "required";
    case "run":
      return facet === "own" ? whole : undefined;
    case "output":
      return whole;
    case "other":
      return facet === "required" ? undefined : whole;
    default:
      return unreachable(read.region);
  }
}

/** Whether the code calls `.run()` or `.requires()` by hand, and so reaches what the engine would have kept apart. */
interface Widened {
  readonly run: boolean;
  readonly requires: boolean;
}

function widening(reached: ReadonlyMap<Declaration, Facet>, before: Widened): Widened {
  const others = [...reached.keys()].filter((declaration) => declaration.kind !== "import");
  return {
    run: before.run || others.some((declaration) => declaration.callsRun),
    requires: before.requires || others.some((declaration) => declaration.callsRequires),
  };
}

function describe(
  reached: ReadonlyMap<Declaration, Facet>,
  code: CodeBase,
  requiresToo: boolean,
): Coverage {
  const declarations: CoveredDeclaration[] = [];
  const imports = new Set<string>(code.effectImports);
  const whole = new Set<string>(code.effectImports);
  const names: CoveredImport[] = [];
  for (const [declaration, facet] of reached) {
    if (declaration.kind === "import") {
      const { specifier, imported } = declaration;
      imports.add(specifier);
      names.push({ name: declaration.names[0] ?? "", specifier, imported });
      continue;
    }
    for (const specifier of declaration.dynamicImports) {
      imports.add(specifier);
      whole.add(specifier);
    }
    declarations.push({
      name: declaration.names.join(","),
      place: declaration.place.label,
      ...partOf(declaration, facet, code, requiresToo),
    });
  }
  declarations.sort((a, b) => (a.name < b.name ? -1 : 1));
  names.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { declarations, imports: [...imports].sort(), whole: [...whole], names };
}

function partOf(
  declaration: CodeDeclaration,
  facet: Facet,
  code: CodeBase,
  requiresToo: boolean,
): CoveredText {
  const { classParts, hash } = declaration;
  if (classParts === undefined || requiresToo || !isTaskClass(declaration, code))
    return { hash, text: declaration.code };
  return facet === "own" ? classParts.withoutRequires : classParts.withoutRequiresAndRun;
}
