import type { Alias, Assignment, CallSite, CellAnalysis, FunctionEffects } from "./declaration.ts";
import { sourcesOf } from "./find-mutations.ts";

type FindFunction = (name: string) => FunctionEffects | undefined;

/**
 * The changes in place that the text of no single cell shows: through a name that shares the value
 * (`const b = a` here, `b.push(1)` there), and by a call of a function that changes what it is given
 * or a name around it. Functions of packages are not looked into.
 */
export function spreadMutations(
  cells: readonly CellAnalysis[],
  findFunction: FindFunction,
): ReadonlyMap<string, readonly Assignment[]> {
  const shared = new Map<string, readonly Alias[]>();
  for (const { declarations } of cells)
    for (const declaration of declarations)
      if (declaration.kind !== "import")
        for (const name of declaration.names) shared.set(name, declaration.aliases);
  const known = effectsOfAll(cells, findFunction);
  const direct = cells.flatMap(({ assignments }) =>
    assignments.filter(({ how }) => how === "mutated"),
  );
  const called = cells.flatMap(({ calls }) =>
    calls.flatMap((call) =>
      mutationsBy(call, known).map(
        ({ name, depth }): Assignment => ({
          name,
          depth,
          place: call.place,
          how: "mutated",
          through: call.callee,
        }),
      ),
    ),
  );
  const found = new Map<string, Assignment[]>();
  const add = (assignment: Assignment) =>
    found.set(assignment.name, [...(found.get(assignment.name) ?? []), assignment]);
  called.forEach(add);
  for (const mutation of [...direct, ...called])
    for (const { name } of sourcesOf({ name: mutation.name, depth: mutation.depth ?? 0 }, shared))
      if (name !== mutation.name)
        add({ ...mutation, name, through: mutation.through ?? mutation.name });
  return found;
}

interface Effects {
  readonly outer: Map<string, number>;
  /** The parameters that it changes, by their place. */
  readonly parameters: Map<number, number>;
}

/** What each function changes, and how far inside it: to a fixed point, because functions may call each other. */
function effectsOfAll(
  cells: readonly CellAnalysis[],
  findFunction: FindFunction,
): ReadonlyMap<string, Effects> {
  const functions = new Map<string, FunctionEffects>();
  for (const { declarations } of cells)
    for (const name of declarations.flatMap(({ names }) => names)) {
      const effects = findFunction(name);
      if (effects !== undefined) functions.set(name, effects);
    }
  const known = new Map<string, Effects>();
  for (const name of functions.keys()) known.set(name, { outer: new Map(), parameters: new Map() });
  let isChanged = true;
  while (isChanged) {
    isChanged = false;
    for (const [name, { parameters, mutations, calls }] of functions) {
      const effects = known.get(name) as Effects;
      const inner = calls.flatMap((call) => mutationsBy(call, known));
      for (const { name: changed, depth } of [...mutations, ...inner]) {
        const at = parameters.findIndex(({ names }) => names.includes(changed));
        const isNew =
          at < 0
            ? raise(effects.outer, changed, depth)
            : raise(effects.parameters, at, depth + (parameters[at]?.depth ?? 0));
        isChanged ||= isNew;
      }
    }
  }
  return known;
}

const deepest = 8;

function raise<Key>(depths: Map<Key, number>, key: Key, depth: number): boolean {
  const before = depths.get(key) ?? -1;
  const now = Math.min(depth, deepest);
  if (now <= before) return false;
  depths.set(key, now);
  return true;
}

/** What a call changes: names handed over as arguments, and names around the function. */
function mutationsBy(call: CallSite, known: ReadonlyMap<string, Effects>): Alias[] {
  const effects = known.get(call.callee);
  if (effects === undefined) return [];
  const outer = Array.from(effects.outer, ([name, depth]) => ({ name, depth }));
  const given = [...effects.parameters].flatMap(([at, depth]) =>
    (call.arguments[at] ?? [])
      .filter((alias) => depth >= alias.depth)
      .map(({ name, depth: from }) => ({ name, depth: depth - from })),
  );
  return [...outer, ...given];
}
