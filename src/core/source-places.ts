import type { CodeLocation } from "./errors.ts";

/** Where a stretch of a line came from: it begins at column `from` (from 0), and ends where the next one begins. */
export interface ColumnOrigin {
  readonly from: number;
  /** Lines and columns of the user's text, from 1. */
  readonly line: number;
  readonly column: number;
}

/** Where one line of code that we made came from. */
export interface LineOrigin {
  /** "cell 4", or a file relative to the project's root. */
  readonly place: string;
  readonly line: number;
  /** In the order of the text; one line of ours may hold several of the user's. */
  readonly columns?: readonly ColumnOrigin[];
}

const sources = new Map<string, string>();
const mostSources = 2_000;
/** The same module is registered with every plan that is made of it. */
const packedLines = new WeakMap<readonly (LineOrigin | undefined)[], string>();
let lastAsked:
  | { readonly packed: string; readonly lines: readonly (LineOrigin | undefined)[] }
  | undefined;

/** Remembers, for code that is evaluated under a made-up file name, where each of its lines came from. */
export function registerSource(file: string, lines: readonly (LineOrigin | undefined)[]): void {
  const packed = packedLines.get(lines) ?? packOrigins(lines);
  packedLines.set(lines, packed);
  registerPackedSource(file, packed);
}

/** The same with origins as `packedSources` has them: those of another thread. */
export function registerPackedSource(file: string, packed: string): void {
  sources.delete(file);
  sources.set(file, packed);
  const oldest = sources.keys().next().value;
  if (sources.size > mostSources && oldest !== undefined) sources.delete(oldest);
}

/** The origins of all such code, each as one text; what was registered last comes last. */
export function packedSources(): ReadonlyMap<string, string> {
  return sources;
}

/** The places that the lines of such code came from. */
export function placesIn(packed: string): Set<string> {
  const lines: readonly PackedLine[] = JSON.parse(packed);
  return new Set(lines.flatMap((line) => (line === null ? [] : [line[0]])));
}

/** Where the lines of such code came from; undefined for a file that nobody registered. */
export function originsOf(file: string): readonly (LineOrigin | undefined)[] | undefined {
  const packed = sources.get(file);
  if (packed === undefined) return undefined;
  // The frames of a stack, and the stacks of a loop, lie in few files.
  if (lastAsked?.packed !== packed) lastAsked = { packed, lines: unpackOrigins(packed) };
  return lastAsked.lines;
}

export interface StackFrame {
  readonly location: CodeLocation;
  /** The function's name, where it has one. */
  readonly name: string | undefined;
}

const frameLine = /^\s*at (?:async )?(?:(.+?) \()?(.*?):(\d+):(\d+)\)?$/;

/** The frames of a stack that lie in the user's own cells and modules, innermost first. */
export function findUserFrames(stack: string): StackFrame[] {
  const frames: StackFrame[] = [];
  for (const text of stack.split("\n")) {
    const [, name, file, line, column] = frameLine.exec(text) ?? [];
    const origin = file === undefined ? undefined : originsOf(file)?.[Number(line) - 1];
    if (origin !== undefined) frames.push({ location: locate(origin, Number(column) - 1), name });
  }
  return frames;
}

function locate({ place, line, columns = [] }: LineOrigin, at: number): CodeLocation {
  const stretch = columns.findLast(({ from }) => from <= at);
  return stretch === undefined
    ? { place, line }
    : { place, line: stretch.line, column: stretch.column };
}

/** A line's place and line, and three numbers for each stretch of it. */
type PackedLine = readonly [place: string, line: number, ...stretches: number[]] | null;

/** Origins as one text, which takes less room than an object for each: most are never asked for. */
function packOrigins(lines: readonly (LineOrigin | undefined)[]): string {
  return JSON.stringify(lines.map((origin) => (origin === undefined ? null : packLine(origin))));
}

/** Of each cell, before it runs: a loop takes a third of the time of lists of lists. */
function packLine({ place, line, columns = [] }: LineOrigin): PackedLine {
  const packed: [string, number, ...number[]] = [place, line];
  for (const stretch of columns) packed.push(stretch.from, stretch.line, stretch.column);
  return packed;
}

function unpackOrigins(packed: string): readonly (LineOrigin | undefined)[] {
  const lines: readonly PackedLine[] = JSON.parse(packed);
  return lines.map((origin) => {
    if (origin === null) return undefined;
    const [place, line, ...stretches] = origin;
    const columns = Array.from({ length: stretches.length / 3 }, (_, at) => {
      const [from = 0, line = 0, column = 0] = stretches.slice(3 * at);
      return { from, line, column };
    });
    return { place, line, columns };
  });
}
