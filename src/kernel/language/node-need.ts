import { cutText } from "../../cell/cut-text.ts";
import { moduleMentions } from "../../cell/module-mentions.ts";
import { type Node, parseTypeScript } from "../../cell/syntax.ts";
import type { CellNames } from "./cell-names.ts";
import { nodeAdditions, nodeNames, outlinedModules, outlinedUses } from "./node-outline.ts";

/** Exports of outlined modules whose types are others without the whole of Node's typings. */
const dependentExports = new Set([...outlinedModules.values()].flat());

/**
 * Finds, by their text alone, the cells of a session whose types may be others with the whole of
 * Node's typings than with their outline: a name stands in them that the outline lacks, or a way
 * to what stands there by no name (the global object, a module as a whole).
 */
export class NodeNeed {
  /** Names that stand for an outlined module as a whole. */
  readonly #namespaces = new Set<string>();
  readonly #keptWords = new Set<string>();

  /** Whether a cell needs more than the outline. What it imports is noted for the cells after it. */
  isNeededBy(source: string, names: CellNames): boolean {
    if (names.augments || hasWayAround(source, names.words) || namesNode(source, names.words))
      return true;
    const rest = names.mentionsModules ? this.#takeImports(source, names) : source;
    return rest === undefined || this.#takesModuleWhole(rest, names.words);
  }

  /** The cell was run: what it names may be imported by a later one. */
  keep({ words }: CellNames): void {
    for (const word of words) this.#keptWords.add(word);
  }

  /** The text without its imports; undefined where these may be of what is not outlined. */
  #takeImports(source: string, { language }: CellNames): string | undefined {
    const { program, isValid } = parseTypeScript(source);
    // The elements of a page import what they are made with.
    if (!isValid || language === "tsx") return undefined;
    const imports = program.body.filter(isOutlinedImport);
    if (imports.length < moduleMentions(program, source).length) return undefined;
    const namespaces = imports.flatMap(namespacesOf).filter((name) => !this.#namespaces.has(name));
    for (const name of namespaces) this.#namespaces.add(name);
    // A cell that was run unchecked may do with the name what only a check of its own would tell.
    if (namespaces.some((name) => this.#keptWords.has(name))) return undefined;
    return cutText(
      source,
      imports.map(({ start, end }) => ({ start, end, text: ";" })),
    );
  }

  /** Whether a name of a module stands anywhere but in front of one of its members. */
  #takesModuleWhole(source: string, words: ReadonlySet<string>): boolean {
    return [...this.#namespaces].some(
      (name) => words.has(name) && !isAlwaysFollowedBy(source, name, /\s*\.(?!\.)/y),
    );
  }
}

/**
 * The compiler's numbers for what it says of values that do not fit, in the words of their types
 * alone: with names of what is declared nowhere it guesses at those that are.
 */
const aboutTypes: ReadonlySet<number> = new Set([
  2322, 2339, 2345, 2362, 2363, 2365, 2367, 2532, 2540, 2551, 2554, 2588, 2741, 2769, 18046, 18047,
  18048,
]);

/** Whether what the compiler says with this number may be something else with all of Node's names. */
export function mayGuessAtNode(code: number): boolean {
  const isSyntax = code < 2000;
  return !isSyntax && !aboutTypes.has(code);
}

/** What leads to Node's names without naming them. */
function hasWayAround(source: string, words: ReadonlySet<string>): boolean {
  return (
    words.has("globalThis") ||
    (words.has("import") && words.has("meta")) ||
    source.includes("\\u") ||
    /^[ \t]*\/\/\/[ \t]*</m.test(source)
  );
}

function namesNode(source: string, words: ReadonlySet<string>): boolean {
  for (const word of words) {
    if (nodeNames.has(word) || nodeAdditions.has(word) || dependentExports.has(word)) return true;
    const use = outlinedUses.get(word);
    if (use !== undefined && !isAlwaysFollowedBy(source, word, use)) return true;
  }
  return false;
}

function isOutlinedImport(statement: Node): boolean {
  return (
    statement.type === "ImportDeclaration" &&
    outlinedModules.has(statement.source.value) &&
    statement.attributes.length === 0
  );
}

function namespacesOf(statement: Node): string[] {
  if (statement.type !== "ImportDeclaration") return [];
  return statement.specifiers.flatMap(({ type, local: { name } }) =>
    type === "ImportSpecifier" ? [] : [name],
  );
}

/** Whether each mention of a name in a text goes on like this. `next` is sticky. */
function isAlwaysFollowedBy(source: string, name: string, next: RegExp): boolean {
  const escaped = name.replaceAll("$", "\\$");
  const mentions = new RegExp(`(?<![\\p{ID_Continue}$])${escaped}(?![\\p{ID_Continue}$])`, "gu");
  return [...source.matchAll(mentions)].every(({ index }) => {
    next.lastIndex = index + name.length;
    return next.test(source);
  });
}
