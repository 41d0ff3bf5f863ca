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

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const INTEGER = /^-?\d+$/;
/** So many decimal digits a double always gives back. */
const SAFE_DIGITS = 15;

/**
 * True for the decimal numbers as programs write them: no plus sign, no spaces, no leading
 * zeros (007 is a name, not a number). An integer too long for a double, such as a card
 * number, is not one either: reading it would change it.
 */
function isNumberCell(cell: string): boolean {
  if (!NUMBER.test(cell)) return false;
  if (cell.length <= SAFE_DIGITS) return Number.isFinite(Number(cell));
  const value = Number(cell);
  return Number.isFinite(value) && (!INTEGER.test(cell) || String(value) === cell);
}

/** The type that all of a column's cells fit; a column of nothing but empty cells is a number column, all missing. */
export function findColumnType(cells: readonly string[]): ColumnType {
  if (cells.length === 0) return "string";
  if (cells.every((cell) => cell === "" || isNumberCell(cell))) return "number";
  if (cells.every((cell) => cell === "" || isBooleanCell(cell))) return "boolean";
  return "string";
}

function isBooleanCell(cell: string): boolean {
  return cell === "true" || cell === "false";
}

/** True when `parseCell` can make a value of that type of the cell. */
export function fitsColumnType(cell: string, type: ColumnType): boolean {
  if (type === "string" || cell === "") return true;
  return type === "number" ? isNumberCell(cell) : isBooleanCell(cell);
}

export function parseCell(cell: string, type: ColumnType): CsvValue {
  if (type === "string") return cell;
  if (cell === "") return null;
  return type === "number" ? Number(cell) : cell === "true";
}
