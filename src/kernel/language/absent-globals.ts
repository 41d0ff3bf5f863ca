import { type Project, SymbolFlags } from "typescript-native/unstable/sync";

/** What Node's types declare for CommonJS, and a cell, which is an ES module, does not have; with what to write instead. */
const remedies = new Map([
  ["__dirname", "Write `import.meta.dirname`."],
  ["__filename", "Write `import.meta.filename`."],
  ["module", "Write `export`, or nothing: what a cell declares is seen by the other cells."],
]);

/** True where the check for them looks at the whole text, comments too. */
export function mayNameAbsentGlobal(words: ReadonlySet<string>): boolean {
  return [...remedies.keys()].some((name) => words.has(name));
}

export interface AbsentGlobal {
  readonly name: string;
  readonly start: number;
  readonly remedy: string;
}

/** Where a cell uses such a name, unless it declares it itself or asks first whether it is there. */
export function findAbsentGlobals(
  { checker }: Project,
  file: string,
  offset: number,
  source: string,
): AbsentGlobal[] {
  const uses = [...source.matchAll(/(?<![\w$.])(?:__dirname|__filename|module)(?![\w$])/g)];
  return uses.flatMap(({ 0: name, index: start }) => {
    if (new RegExp(`\\btypeof\\s+${name}\\b`).test(source)) return [];
    const found = checker.getSymbolAtPosition(file, start + offset);
    const absent = checker.resolveName(name, SymbolFlags.Value);
    if (found === undefined || found.id !== absent?.id) return [];
    return [{ name, start, remedy: remedies.get(name) ?? "" }];
  });
}
