import type { CodeLocation } from "./errors.ts";

/** Where one line of code that we made came from. */
export interface LineOrigin {
  /** "cell 4", or a file relative to the project's root. */
  readonly place: string;
  readonly line: number;
}

const sources = new Map<string, readonly (LineOrigin | undefined)[]>();
const mostSources = 2_000;

/** Remembers, for code that is evaluated under a made-up file name, where each of its lines came from. */
export function registerSource(file: string, lines: readonly (LineOrigin | undefined)[]): void {
  sources.delete(file);
  sources.set(file, lines);
  const oldest = sources.keys().next().value;
  if (sources.size > mostSources && oldest !== undefined) sources.delete(oldest);
}

export interface StackFrame {
  readonly location: CodeLocation;
  /** The function's name, where it has one. */
  readonly name: string | undefined;
}

const frameLine = /^\s*at (?:(?:async )?(.+?) \()?(.*?):(\d+):(\d+)\)?$/;

/** The frames of a stack that lie in the user's own cells and modules, innermost first. */
export function findUserFrames(stack: string): StackFrame[] {
  const frames: StackFrame[] = [];
  for (const text of stack.split("\n")) {
    const [, name, file, line, column] = frameLine.exec(text) ?? [];
    const origin = file === undefined ? undefined : sources.get(file)?.[Number(line) - 1];
    if (origin !== undefined) frames.push({ location: { place: origin.place, line: origin.line, column: Number(column) }, name });
  }
  return frames;
}
