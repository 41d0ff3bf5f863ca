import { builtinModules } from "node:module";
import type { CompletionEntry } from "typescript-native/unstable/sync";
import { askableCode } from "../../cell/askable-code.ts";
import { splitMagics } from "../../cell/magics.ts";
import { completeMagic, completeWord } from "../magics/run-magics.ts";
import { briefSignature } from "./brief-signature.ts";
import type { TypeChecker } from "./type-checker.ts";
import { typedBefore } from "./typed-before.ts";

/** Offsets on the wire count code points, those of the compiler count UTF-16 units. */
function toUtf16(source: string, codePoints: number): number {
  return [...source].slice(0, codePoints).join("").length;
}

function toCodePoints(source: string, utf16: number): number {
  return [...source.slice(0, utf16)].length;
}

const mostMatches = 500;

/** The compiler takes what follows `node:fs/` for a file. */
const nodeModules: readonly CompletionEntry[] = builtinModules
  .filter((name) => !name.startsWith("_"))
  .map((name) => ({ name: `node:${name.replace(/^node:/, "")}`, kind: 9 }));

/** The compiler's kinds of completions, by the names that JupyterLab has icons for. */
const kindNames = new Map<number, string>([
  [2, "method"],
  [3, "function"],
  [4, "constructor"],
  [5, "property"],
  [6, "variable"],
  [7, "class"],
  [8, "interface"],
  [9, "module"],
  [10, "property"],
  [12, "value"],
  [13, "enum"],
  [14, "keyword"],
  [17, "file"],
  [19, "folder"],
  [20, "enummember"],
  [21, "constant"],
]);

/** The content of `complete_reply`. */
export function complete(
  checker: TypeChecker,
  cellId: string,
  source: string,
  cursor: number,
): Record<string, unknown> {
  const position = toUtf16(source, cursor);
  const magic = /(?:^|\n)[ \t]*(%%?\w*)$/.exec(source.slice(0, position))?.[1];
  if (magic !== undefined && isMagicAt(source, position))
    return magicMatches(completeMagic(magic), cursor, magic);
  const [, name = "", word = ""] =
    /(?:^|\n)[ \t]*%(\w+)[ \t]+(\w*)$/.exec(source.slice(0, position)) ?? [];
  const words = completeWord(name, word);
  if (words !== undefined && isMagicAt(source, position)) return magicMatches(words, cursor, word);
  const { code: text, takesCodeAt } = askableCode(source);
  if (!takesCodeAt(position)) return magicMatches([], cursor, "");
  const offered = /["']node:[\w/]*$/.test(text.slice(0, position))
    ? nodeModules
    : checker.complete(cellId, text, position);
  const { typed, fitting } = fitWhatIsTyped(offered, text, position);
  const entries = fitting
    .sort((a, b) => compare(a.sortText ?? "", b.sortText ?? "") || compare(a.name, b.name))
    .slice(0, mostMatches);
  const start = toCodePoints(source, position - typed.length);
  return {
    status: "ok",
    matches: entries.map(({ name }) => name),
    cursor_start: start,
    cursor_end: cursor,
    metadata: {
      _jupyter_types_experimental: entries.map(({ name, kind, detail }) => ({
        start,
        end: cursor,
        text: name,
        type: kindNames.get(kind ?? 0) ?? "",
        ...(detail === undefined ? {} : { signature: detail }),
      })),
    },
  };
}

/** The completions that go on from what is typed, and what that is. */
function fitWhatIsTyped(entries: readonly CompletionEntry[], source: string, position: number) {
  const usable = entries
    // The compiler marks optional members: `min?`.
    .map((entry) => ({ ...entry, name: entry.name.replace(/\?$/, "") }))
    // A member such as `"a-b"` cannot stand behind the dot.
    .filter(({ insertText }) => !insertText?.startsWith("["));
  for (const typed of typedBefore(source, position)) {
    const start = typed.toLowerCase();
    const fitting = usable.filter(({ name }) => name.toLowerCase().startsWith(start));
    if (fitting.length > 0) return { typed, fitting };
  }
  return { typed: "", fitting: [] };
}

/** Whether a name that begins at this place would be a magic's. */
function isMagicAt(source: string, position: number): boolean {
  const named = `${source.slice(0, position)}x${source.slice(position)}`;
  return splitMagics(named).source.slice(0, position) !== source.slice(0, position);
}

function magicMatches(
  matches: readonly string[],
  cursor: number,
  typed: string,
): Record<string, unknown> {
  const start = cursor - typed.length;
  return { status: "ok", matches, cursor_start: start, cursor_end: cursor, metadata: {} };
}

/** The content of `inspect_reply`: the type and the documentation at the cursor. */
export function inspect(
  checker: TypeChecker,
  cellId: string,
  source: string,
  cursor: number,
): Record<string, unknown> {
  const found = checker.inspect(cellId, askableCode(source).code, toUtf16(source, cursor));
  if (found === undefined) return { status: "ok", found: false, data: {}, metadata: {} };
  const { line, isWhole } =
    found.classHead === undefined
      ? briefSignature(found.name, found.type)
      : { line: found.classHead, isWhole: true };
  // What is long comes last: who asks wants to read what it is for.
  const rest = isWhole ? [] : [`${found.name}: ${found.type}`];
  const text = [line, found.documentation, ...rest];
  const markdown = [asCode(line), found.documentation, ...rest.map(asCode)];
  return {
    status: "ok",
    found: true,
    data: {
      "text/plain": text.filter((part) => part !== "").join("\n"),
      "text/markdown": markdown.filter((part) => part !== "").join("\n\n"),
    },
    metadata: {},
  };
}

function asCode(text: string): string {
  return `\`\`\`typescript\n${text}\n\`\`\``;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
