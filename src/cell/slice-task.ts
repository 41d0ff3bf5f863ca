import type { CodeBase } from "./code-base.ts";
import type { CodeDeclaration, Declaration, ImportDeclaration } from "./declaration.ts";
import { orderDeclarations } from "./order-declarations.ts";
import { assertRebuildable } from "./rebuildable.ts";
import { isTaskClass, standsForTask } from "./task-classes.ts";

/** The declarations that a class reaches, whole: what a module of its own must hold to run it. */
export interface Slice {
  /** Names that the module exports: every task class in it. */
  readonly exports: readonly string[];
  readonly imports: readonly ImportDeclaration[];
  readonly effectImports: readonly string[];
  /** In an order in which each can be evaluated. */
  readonly declarations: readonly CodeDeclaration[];
}

/** The hermetic module of some task classes. Throws where a class reaches what no module can rebuild. */
export function sliceTasks(families: readonly Declaration[], code: CodeBase): Slice {
  const reached = new Set<Declaration>();
  for (const family of families) {
    const pending: [Declaration, Declaration][] = [[family, family]];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const [declaration, reader] = next;
      if (reached.has(declaration)) continue;
      reached.add(declaration);
      if (declaration.kind === "import") continue;
      const owner = isTaskClass(declaration, code) ? declaration : reader;
      assertRebuildable(declaration, owner, code);
      for (const read of declaration.reads) {
        const target = code.find(read.name);
        if (target !== undefined) pending.push([target, owner]);
      }
    }
  }
  const all = [...reached].sort((a, b) => code.orderOf(a) - code.orderOf(b));
  return {
    exports: all
      .filter((declaration) => standsForTask(declaration, code))
      .flatMap((declaration) => declaration.names),
    imports: all.filter((declaration) => declaration.kind === "import"),
    effectImports: code.effectImports,
    declarations: orderDeclarations(all.filter((declaration) => declaration.kind !== "import")),
  };
}
