import { splitMagics } from "../../cell/magics.ts";
import { completeMagic } from "../magics/run-magics.ts";
import { identifierBefore, type TypeChecker } from "./type-checker.ts";

/** Offsets on the wire count code points, those of the compiler count UTF-16 units. */
function toUtf16(source: string, codePoints: number): number {
  return [...source].slice(0, codePoints).join("").length;
}

function toCodePoints(source: string, utf16: number): number {
  return [...source.slice(0, utf16)].length;
}

const mostMatches = 500;

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
  const typed = identifierBefore(source, position);
  const entries = checker
    .complete(cellId, splitMagics(source).source, position)
    // The compiler marks optional members: `min?`.
    .map((entry) => ({ ...entry, name: entry.name.replace(/\?$/, "") }))
    .filter(({ name }) => name.toLowerCase().startsWith(typed.toLowerCase()))
    .sort((a, b) => compare(a.sortText ?? "", b.sortText ?? "") || compare(a.name, b.name))
    .slice(0, mostMatches);
  const start = toCodePoints(source, position - typed.length);
  return {
    status: "ok",
    matches: entries.map(({ name }) => name),
    cursor_start: start,
    cursor_end: cursor,
    metadata: {
      _jupyter_types_experimental: entries.map(({ name, detail }) => ({
        start,
        end: cursor,
        text: name,
        type: "",
        ...(detail === undefined ? {} : { signature: detail }),
      })),
    },
  };
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
  const found = checker.inspect(cellId, splitMagics(source).source, toUtf16(source, cursor));
  if (found === undefined) return { status: "ok", found: false, data: {}, metadata: {} };
  const head = `${found.name}: ${found.type}`;
  const markdown = `\`\`\`typescript\n${head}\n\`\`\`\n\n${found.documentation}`.trimEnd();
  return {
    status: "ok",
    found: true,
    data: { "text/plain": `${head}\n${found.documentation}`.trimEnd(), "text/markdown": markdown },
    metadata: {},
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
