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
  const { names, areSame } =
    rows.length === 0
      ? { names: Object.keys(columns), areSame: true }
      : findNames(path, rows, Object.keys(columns));
  if (names.length === 0) throw noColumns(path);
  const read = areSame ? value : ownValue;
  return {
    names,
    rowCount: rows.length,
    cell: (row, column) => read(rows[row] ?? {}, names[column] ?? ""),
  };
}

function value(row: object, name: string): unknown {
  return (row as Record<string, unknown>)[name];
}

/** Only what the record holds itself: every object inherits a "constructor". */
function ownValue(row: object, name: string): unknown {
  return Object.hasOwn(row, name) ? value(row, name) : undefined;
}

/** The names of all columns, and whether every row has all of them itself. */
function findNames(
  path: string,
  rows: readonly object[],
  required: readonly string[],
): { names: readonly string[]; areSame: boolean } {
  const [first] = rows;
  checkRow(path, first, 0, required);
  const names = Object.keys(first ?? {});
  if (rows.every((row) => hasSameNames(row, names))) return { names, areSame: true };
  const all = new Set(names);
  for (const [index, row] of rows.entries()) {
    checkRow(path, row, index, required);
    for (const name of Object.keys(row)) all.add(name);
  }
  return { names: [...all], areSame: false };
}

const hasOwn = Object.prototype.hasOwnProperty;

function hasSameNames(row: unknown, names: readonly string[]): boolean {
  if (typeof row !== "object" || row === null || Array.isArray(row)) return false;
  let count = 0;
  for (const name in row) {
    if (name !== names[count++] || !hasOwn.call(row, name)) return false;
  }
  return count === names.length;
}

/** @throws CauceError `csv-value` */
function checkRow(path: string, row: unknown, index: number, required: readonly string[]): void {
  if (typeof row !== "object" || row === null || Array.isArray(row)) {
    throw badRow(
      path,
      index + 1,
      "it is no record. Expected an object with a key for each column; write such objects.",
    );
  }
  const missing = required.find((name) => !Object.hasOwn(row, name));
  if (missing !== undefined) {
    throw badRow(
      path,
      index + 1,
      `\`${missing}\` is missing, and the target declares that column. Set it (null for a missing value), or take it out of \`columns\`.`,
    );
  }
}

function noColumns(path: string): CauceError {
  return new CauceError(
    "csv-no-columns",
    `\`${path}\` cannot be written: there are no rows, and so no names for its columns. ` +
      `Declare them, as in csv(this, "train", { columns: { id: "string", score: "number" } }).`,
  );
}
