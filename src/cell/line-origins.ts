import type { ColumnOrigin } from "../core/source-places.ts";
import type { StrippedCode } from "./strip-types.ts";

/** The way back for some text of ours, line by line. */
export interface LineOrigins {
  /** For each line the line of the cell's text that it came from. */
  readonly lines: readonly number[];
  readonly columns: readonly (readonly ColumnOrigin[])[];
}

/** The way back for a part of a cell's JavaScript that will stand `indent` columns further to the right. */
export function originsWithin(
  stripped: Omit<StrippedCode, "problems">,
  start: number,
  end: number,
  indent: number,
): LineOrigins {
  const { line: first, column } = positionAt(stripped, start);
  const count = stripped.code.slice(start, end).split("\n").length;
  const columns = Array.from({ length: count }, (_, index) => {
    const origins = stripped.columns[first - 1 + index] ?? [];
    return index === 0 ? cut(origins, column - 1, indent) : origins;
  });
  const lines = columns.map(
    (origins, index) => origins[0]?.line ?? stripped.lines[first - 1 + index] ?? 1,
  );
  return { lines, columns };
}

/** Where an offset of a cell's JavaScript stands in the cell's own text. */
export function placeInSource(
  stripped: Omit<StrippedCode, "problems">,
  offset: number,
): { line: number; column: number } {
  const { line, column } = positionAt(stripped, offset);
  const origin = stripped.columns[line - 1]?.findLast(({ from }) => from < column);
  return origin === undefined
    ? { line: stripped.lines[line - 1] ?? 1, column: 1 }
    : { line: origin.line, column: origin.column };
}

/** Line and column in our own text, from 1. */
function positionAt(
  { starts }: Pick<StrippedCode, "starts">,
  offset: number,
): { line: number; column: number } {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** What stands left of the part is dropped, but for the stretch that the part begins in. */
function cut(origins: readonly ColumnOrigin[], at: number, indent: number): ColumnOrigin[] {
  const begin = origins.findLastIndex(({ from }) => from <= at);
  return origins
    .slice(Math.max(0, begin))
    .map((origin) => ({ ...origin, from: Math.max(0, origin.from - at + indent) }));
}
