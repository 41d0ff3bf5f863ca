import type { ColumnOrigin } from "../../core/source-places.ts";

/** A line of a running script that came from a line of the user's. */
export interface ScriptLine {
  /** An index into the script's `sources`. */
  readonly source: number;
  readonly line: number;
  readonly columns: readonly ColumnOrigin[];
}

/** Code that runs, with the way back to the texts that it was made from. */
export interface DebugScript {
  /** A cell's hashed path, or a file. */
  readonly sources: readonly { readonly path: string; readonly name: string }[];
  /** From the script's first line on; null where the line is ours. */
  readonly lines: readonly (ScriptLine | null)[];
}

export interface SourcePosition {
  readonly path: string;
  readonly name: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** Where a place of the script stands in the user's text; lines and columns of the script count from 0. */
export function findSource(
  { sources, lines }: DebugScript,
  line: number,
  column: number,
): SourcePosition | undefined {
  const found = lines[line];
  const source = found == null ? undefined : sources[found.source];
  if (found == null || source === undefined) return undefined;
  const stretch = found.columns.findLast(({ from }) => from <= column) ?? found.columns[0];
  return { ...source, line: stretch?.line ?? found.line, column: stretch?.column ?? 1 };
}
