import { isMissing } from "../render/is-missing.ts";

/** A larger table shows its ends at once rather than its gaps later. */
const mostCells = 1_000_000;

/** How many cells of each column are missing, over all rows; undefined where these are too many to look at. */
export function countMissing(
  columns: readonly string[],
  rowCount: number,
  cellAt: (row: number, column: number) => unknown,
): Readonly<Record<string, number>> | undefined {
  if (columns.length * rowCount > mostCells) return undefined;
  const counts = columns.map(() => 0);
  for (let row = 0; row < rowCount; row += 1)
    for (const column of columns.keys())
      if (isMissing(cellAt(row, column))) counts[column] = (counts[column] ?? 0) + 1;
  return Object.fromEntries(columns.map((name, column) => [name, counts[column] ?? 0]));
}
