import { CauceError } from "../core/errors.ts";
import type { CsvColumns } from "./csv-column.ts";
import { missingColumn } from "./csv-failure.ts";
import type { CellSource } from "./format-csv.ts";

/** What `writeFrame` needs of a data frame; danfojs's DataFrame has it. */
export interface FrameLike {
  readonly columns: readonly string[];
  /** One array a row, cells in the order of `columns`. */
  readonly values: readonly unknown[];
}

/**
 * A data frame as a table, without its index.
 * @throws CauceError `csv-frame` for a series, or rows of another width than the header;
 * `csv-column-missing`
 */
export function frameSource(path: string, frame: FrameLike, columns: CsvColumns): CellSource {
  const missing = Object.keys(columns).find((name) => !frame.columns.includes(name));
  if (missing !== undefined) throw missingColumn(path, missing, frame.columns);
  const rows = frame.values.map((row, index) => checkRow(path, row, index, frame.columns.length));
  return {
    names: frame.columns.map(String),
    rowCount: rows.length,
    cell: (row, column) => rows[row]?.[column],
  };
}

function checkRow(path: string, row: unknown, index: number, width: number): readonly unknown[] {
  if (Array.isArray(row) && row.length === width) return row;
  const found = Array.isArray(row)
    ? `${row.length} cells in row ${index + 1}`
    : "values without columns, as a Series has them";
  throw new CauceError(
    "csv-frame",
    `\`${path}\` cannot be written: found ${found}, expected a DataFrame of ${width} columns. ` +
      `Make a DataFrame of it first.`,
  );
}
