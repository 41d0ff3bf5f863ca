import type { CodeBase } from "./code-base.ts";
import type { CodeDeclaration, Declaration } from "./declaration.ts";
import { isTaskClass } from "./task-classes.ts";

/**
 * What the `requires()` of a task class reads, its own or an inherited one, directly and through
 * functions and constants: a change of it can change which tasks are required. Task classes end the
 * walk: what stands behind one is that task's own affair.
 */
export function findRequiresReads(family: CodeDeclaration, code: CodeBase): Set<Declaration> {
  const found = new Set<Declaration>();
  const pending = namesRead(family, code).flatMap((name) => code.find(name) ?? []);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (found.has(next) || endsWalk(next, code)) continue;
    found.add(next);
    if (next.kind === "import") continue;
    for (const { name } of next.reads) {
      const read = code.find(name);
      if (read !== undefined) pending.push(read);
    }
  }
  return found;
}

function endsWalk(declaration: Declaration, code: CodeBase): boolean {
  return isTaskClass(declaration, code);
}

function namesRead(family: CodeDeclaration, code: CodeBase): string[] {
  const names: string[] = [];
  const seen = new Set<Declaration>();
  const classes = [family];
  for (let next = classes.pop(); next !== undefined; next = classes.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const { name, region } of next.reads) {
      if (region === "requires") names.push(name);
      const base = region === "heritage" ? code.find(name) : undefined;
      if (base !== undefined && isTaskClass(base, code)) classes.push(base);
    }
  }
  return names;
}
