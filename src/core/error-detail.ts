import { findUserFrames } from "./source-places.ts";

/** How much of an error is shown: what concerns its author, or every frame of its stack as well. */
export type ErrorDetail = "short" | "full";

const frame = /^\s+at /;

/** Every frame of a stack, a line each, frames of cells by the names that their author knows. */
export function listFrames(stack: string): string[] {
  return stack
    .split("\n")
    .filter((line) => frame.test(line))
    .map((line) => tellFrame(line.trim()));
}

/** A frame without its indentation: one of a cell by the name that its author knows. */
export function tellFrame(line: string): string {
  const [found] = findUserFrames(line);
  if (found === undefined) return line;
  const { name, location } = found;
  const at = location.line === undefined ? location.place : `${location.place}:${location.line}`;
  return name === undefined ? `at ${at}` : `at ${name} (${at})`;
}
