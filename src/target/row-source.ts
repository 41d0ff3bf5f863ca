import { CauceError } from "../core/errors.ts";
import type { CsvColumns } from "./csv-column.ts";
import { badRow } from "./csv-failure.ts";
import type { CellSource } from "./format-csv.ts";

/**
 * Records as a table. Its columns are all the keys, in the order in which they are first seen;
 * a record without a key has an empty cell there, unless the column is declared.
 * @throws CauceError `csv-no-columns`, `csv-value`
 */
export function rowSource(path: string, rows: readonly object[], columns: CsvColumns): CellSource {
  const names =
    rows.length === 0 ? Object.keys(columns) : namesOf(path, rows, Object.keys(columns));
  if (names.length === 0) throw noColumns(path);
  return {
    names,
    rowCount: rows.length,
    cell: (row, column) => ownValue(rows[row] ?? {}, names[column] ?? ""),
  };
}

/** Only what the record holds itself: every object inherits a "constructor". */
function ownValue(row: object, name: string): unknown {
  return Object.hasOwn(row, name) ? (row as Record<string, unknown>)[name] : undefined;
}

function namesOf(path: string, rows: readonly object[], required: readonly string[]): string[] {
  const names = new Set<string>();
  for (const [index, row] of rows.entries()) {
    if (typeof row !== "object" || row === null || Array.isArray(row)) {
      throw badRow(
        path,
        index + 1,
        "it is no record. Expected an object with a key for each column; write such objects.",
      );
    }
    for (const name of Object.keys(row)) names.add(name);
    const missing = required.find((name) => !Object.hasOwn(row, name));
    if (missing !== undefined) {
      throw badRow(
        path,
        index + 1,
        `\`${missing}\` is missing, and the target declares that column. Set it (null for a missing value), or take it out of \`columns\`.`,
      );
    }
  }
  return [...names];
}

function noColumns(path: string): CauceError {
  return new CauceError(
    "csv-no-columns",
    `\`${path}\` cannot be written: there are no rows, and so no names for its columns. ` +
      `Declare them, as in csv(this, "train", { columns: { id: "string", score: "number" } }).`,
  );
}
