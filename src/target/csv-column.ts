/** What a cell of a table can hold; null is a missing number or boolean. */
export type CsvValue = string | number | boolean | null;

export type ColumnType = "string" | "number" | "boolean";

/** Types declared for some or all columns of a file, which are then neither guessed nor optional. */
export type CsvColumns = Readonly<Record<string, ColumnType>>;

/** A row as the declared columns make it; columns that are not declared can hold any value. */
export type DeclaredRow<Columns extends CsvColumns> = {
  [Name in keyof Columns]: Columns[Name] extends "string"
    ? string
    : Columns[Name] extends "number"
      ? number | null
      : boolean | null;
} & Record<string, CsvValue>;

/** The values of a column; a missing number is NaN, so that numbers need no object each. */
export type CsvColumn =
  | { readonly type: "number"; readonly values: Float64Array }
  | { readonly type: "boolean"; readonly values: readonly (boolean | null)[] }
  | { readonly type: "string"; readonly values: readonly string[] };

export function valueAt(column: CsvColumn, row: number): CsvValue {
  const value = column.values[row];
  return value === undefined || Number.isNaN(value) ? null : value;
}
