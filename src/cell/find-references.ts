import type { Scope } from "eslint-scope";
import { findScopes } from "./cell-referencer.ts";
import type { Node, Program } from "./syntax.ts";
import { isFunction, walk } from "./syntax.ts";

/** A use of a name that no inner scope declares: a name of the notebook, or a global one. */
export interface TopReference {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Gives the name another value; the first value of a declaration is not counted. */
  readonly writes: boolean;
  /** Evaluated with the statement that it stands in. */
  readonly eager: boolean;
}

export interface References {
  readonly references: readonly TopReference[];
  /** What is declared at the top level, and where. */
  readonly varNames: ReadonlyMap<string, number>;
}

/** A live cell is both converted and analysed. */
const known = new WeakMap<Program, References>();

/** Every such use in a program, in the order of the text. */
export function findReferences(program: Program): References {
  const found = known.get(program) ?? collectReferences(program);
  known.set(program, found);
  return found;
}

function collectReferences(program: Program): References {
  const manager = findScopes(program);
  const top = manager.scopes.find((scope) => scope.type === "module");
  if (top === undefined) return { references: [], varNames: new Map() };
  const atOnce = findEvaluatedAtOnce(program);
  const references: TopReference[] = [];
  for (const scope of manager.scopes) {
    const eager = isEager(scope, top, atOnce);
    for (const reference of scope.references) {
      if (reference.resolved !== null && reference.resolved.scope !== top) continue;
      if (reference.init === true) continue;
      const { start, end } = reference.identifier as unknown as { start: number; end: number };
      const name = (reference.identifier as unknown as { name: string }).name;
      references.push({ name, start, end, writes: reference.isWrite(), eager });
    }
  }
  references.sort((a, b) => a.start - b.start);
  return { references, varNames: namesOf(top) };
}

function namesOf(top: Scope): Map<string, number> {
  const names = new Map<string, number>();
  for (const variable of top.variables) {
    const at = variable.defs[0]?.name as unknown as { start: number } | undefined;
    if (at !== undefined) names.set(variable.name, at.start);
  }
  return names;
}

function isEager(from: Scope, top: Scope, atOnce: EvaluatedAtOnce): boolean {
  for (let scope: Scope | null = from; scope !== null && scope !== top; scope = scope.upper) {
    if (scope.type === "function" && !atOnce.functions.has(scope.block)) return false;
    if (scope.type === "class-field-initializer" && !atOnce.values.has(scope.block)) return false;
  }
  return true;
}

/** Values of static fields, and functions that are called where they stand. */
interface EvaluatedAtOnce {
  readonly values: ReadonlySet<unknown>;
  readonly functions: ReadonlySet<unknown>;
}

function findEvaluatedAtOnce(program: Program): EvaluatedAtOnce {
  const values = new Set<unknown>();
  const functions = new Set<unknown>();
  walk(program, (node: Node) => {
    if (node.type === "PropertyDefinition" || node.type === "AccessorProperty")
      if (node.static && node.value) values.add(node.value);
    if (node.type === "CallExpression" && isFunction(node.callee)) functions.add(node.callee);
    return true;
  });
  return { values, functions };
}
