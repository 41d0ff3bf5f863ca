import type { CodeLocation } from "./errors.ts";

/** A few lines of the user's code around the place of an error. Lines and columns count from 1. */
export interface CodeFrame {
  readonly firstLine: number;
  readonly lines: readonly string[];
  /** The line at fault. */
  readonly line: number;
  readonly column: number;
  /** How many characters of that line are at fault; at least 1. */
  readonly length: number;
}

const linesBefore = 2;
const linesAfter = 2;
const longestLine = 200;
const mostTexts = 2_000;

const texts = new Map<string, () => string>();

/** Remembers the text of a place, "cell 4" or a file, so that errors in it can show their lines. */
export function registerText(place: string, read: () => string): void {
  texts.delete(place);
  texts.set(place, read);
  const oldest = texts.keys().next().value;
  if (texts.size > mostTexts && oldest !== undefined) texts.delete(oldest);
}

/** The lines around an error; undefined where its text or its line is not known. */
export function frameAt({ place, line, column }: CodeLocation): CodeFrame | undefined {
  const source = readText(place);
  if (source === undefined || line === undefined) return undefined;
  return cutFrame(source, { line, ...(column === undefined ? {} : { column }) });
}

/** The text of a place that is known. A file may be gone by the time its error is shown. */
export function readText(place: string): string | undefined {
  try {
    return texts.get(place)?.();
  } catch {
    return undefined;
  }
}

/** Without a column the whole line is at fault, without a length the word that stands there. */
export function cutFrame(
  source: string,
  at: { readonly line: number; readonly column?: number; readonly length?: number },
): CodeFrame | undefined {
  const all = source.split(/\r?\n/);
  const text = all[at.line - 1];
  if (text === undefined) return undefined;
  const column = Math.min(at.column ?? text.search(/\S|$/) + 1, text.length + 1);
  const rest = text.slice(column - 1).trimEnd();
  const length = at.length ?? (at.column === undefined ? rest.length : wordLength(rest));
  const firstLine = skipBlank(all, Math.max(1, at.line - linesBefore), at.line);
  const after = all.slice(at.line, at.line + linesAfter);
  while (after.length > 0 && after.at(-1)?.trim() === "") after.pop();
  return {
    firstLine,
    lines: [...all.slice(firstLine - 1, at.line), ...after].map((one) => one.slice(0, longestLine)),
    line: at.line,
    column,
    length: Math.max(1, Math.min(length, rest.length)),
  };
}

function wordLength(rest: string): number {
  return /^(?:(?:throw|await)\s+)?(?:new\s+)?[\w$#]+/.exec(rest)?.[0].length ?? 1;
}

function skipBlank(all: readonly string[], from: number, to: number): number {
  let first = from;
  while (first < to && all[first - 1]?.trim() === "") first++;
  return first;
}
