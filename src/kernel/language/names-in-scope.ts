import type { Project } from "typescript-native/unstable/sync";

/** What may be written at a place in a cell, whatever it begins with. */
export interface ScopeQuestion {
  readonly project: Project;
  readonly file: string;
  /** In the file's own text, in UTF-16 units. */
  readonly position: number;
  /** What the names begin with, in any case. */
  readonly typed: string;
  /** Names that may be in scope there: those that are not are left out. */
  readonly candidates: Iterable<string>;
  /** Names that are in scope without a doubt. */
  readonly known: readonly string[];
}

// A name may stand for a value, a type, a namespace or what another cell declares.
const anyMeaning = 111_551 | 788_968 | 1_920 | 2_097_152;
const value = 111_551;
const utilityTypes =
  "Awaited Exclude Extract InstanceType NonNullable Omit Parameters Partial Pick Readonly Record Required ReturnType".split(
    " ",
  );
const keywords =
  "async await break case catch class const continue default delete do else enum export extends false finally for function if import in instanceof interface let new null of return satisfies super switch this throw true try type typeof undefined var void while yield".split(
    " ",
  );

/**
 * The names in scope: those of the cell and of the other cells, then the global ones, then
 * keywords. The compiler's own completion of a bare name wants to look through all packages
 * for names to import, which its programming interface does not do.
 */
export function findNamesInScope(question: ScopeQuestion): { name: string; sortText: string }[] {
  const { project, file, position, typed, candidates } = question;
  const fits = (name: string) => name.toLowerCase().startsWith(typed.toLowerCase());
  const place = { document: file, position };
  const own = [...new Set(candidates)].filter(
    (name) =>
      fits(name) && project.checker.resolveName(name, anyMeaning, place, true) !== undefined,
  );
  const known = new Set([...question.known, ...own]);
  const sorted = (sortText: string, names: readonly string[]) =>
    names.filter((name) => fits(name)).map((name) => ({ name, sortText }));
  const others = typed === "" ? [] : [...globalNames(project), ...utilityTypes];
  return [
    ...sorted("1", [...known]),
    ...sorted(
      "2",
      [...new Set(others)].filter((name) => !known.has(name)),
    ),
    ...sorted("3", keywords),
  ];
}

function globalNames({ checker }: Project): string[] {
  const global = checker.resolveName("globalThis", value);
  const type = global === undefined ? undefined : checker.getTypeOfSymbol(global);
  return type === undefined ? [] : checker.getPropertiesOfType(type).map(({ name }) => name);
}

/** True for what the compiler says where a bare name stands. */
export function wantsAutoImports(error: unknown): boolean {
  return error instanceof Error && error.message.includes("needs auto imports");
}
