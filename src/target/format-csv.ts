import type { ColumnType, CsvColumns } from "./csv-column.ts";
import { badRow, EXPECTED, otherSeparators, shown } from "./csv-failure.ts";
import { type CsvFormat, commaFormat } from "./csv-format.ts";
import { checkNames } from "./csv-table.ts";

/** A table to be written, whatever holds it. */
export interface CellSource {
  readonly names: readonly string[];
  readonly rowCount: number;
  /** The cells of a row, one for each name. */
  row(row: number): readonly unknown[];
}

/** So many rows are made text at once: enough to be fast, and little beside the table. */
const PIECE_ROWS = 1_024;

/**
 * A table as the text of a CSV file, in pieces: a header, one line a row, "\n" at the end of
 * each, quotes only where they are needed. Null, undefined and NaN are empty cells; a Date is
 * its ISO string.
 * @throws CauceError `csv-value`, naming row and column
 */
export function* formatCsv(
  path: string,
  table: CellSource,
  columns: CsvColumns = {},
  format: CsvFormat = commaFormat,
): Generator<string> {
  const write = rowWriter(format);
  checkNames(table.names, (fault) =>
    badRow(path, 0, `${fault}. Give every column a name of its own.`),
  );
  const types = table.names.map((name) =>
    Object.hasOwn(columns, name) ? columns[name] : undefined,
  );
  yield write(table.names, { isHeader: true });
  for (let first = 0; first < table.rowCount; first += PIECE_ROWS) {
    const rows: PlainCell[][] = [];
    for (let r = first; r < Math.min(first + PIECE_ROWS, table.rowCount); r++) {
      const cells: PlainCell[] = [];
      for (const value of table.row(r)) {
        const cell = plainCell(value, types[cells.length]);
        if (cell === undefined) throw badValue(path, table, r, types);
        cells.push(cell);
      }
      rows.push(cells);
    }
    yield isPlain(rows, types.length, format)
      ? formatPlain(rows)
      : rows.map((row) => write(row)).join("");
  }
}

/** What stands in a cell, before quotes; a number is written as JavaScript writes it. */
type PlainCell = string | number | boolean;

/** Undefined where no cell of a column so declared can hold the value. */
function plainCell(value: unknown, type: ColumnType | undefined): PlainCell | undefined {
  if (value === null || value === undefined) return "";
  if (type !== undefined && typeof value !== type && !(type === "string" && isDate(value)))
    return undefined;
  switch (typeof value) {
    case "number":
      // NaN is how number arrays say "missing"; an infinity is a value, and would come back as text.
      if (!Number.isFinite(value)) return Number.isNaN(value) ? "" : undefined;
      return Object.is(value, -0) ? "-0" : value;
    case "string":
    case "boolean":
      return value;
    case "bigint":
      return String(value);
    default:
      return isDate(value) && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined;
  }
}

/** Special to CSV (, " and line breaks), or to JSON (\ and what else it writes with one). */
const SPECIAL = /[",\\\p{Cc}\p{Cs}\uFEFF]/u;

/**
 * V8 writes numbers as JSON twice as fast as one by one, since none of them becomes a text of its
 * own first. Text is the same in JSON but for its quotes, as long as nothing in it is special to
 * either format.
 */
function formatPlain(rows: readonly (readonly PlainCell[])[]): string {
  // While text has its quotes, what ends a row and begins the next is no text.
  const lines = JSON.stringify(rows).slice(2, -2).replaceAll("],[", "\n");
  return `${lines.replaceAll('"', "")}\n`;
}

/** A lone empty cell is a row that needs quotes, and JSON knows commas and points alone. */
function isPlain(
  rows: readonly (readonly PlainCell[])[],
  width: number,
  { delimiter, decimal }: CsvFormat,
): boolean {
  return width > 1 && delimiter === "," && decimal === "." && !SPECIAL.test(textsOf(rows));
}

/** All text of the rows, apart, so that halves of a character in two cells make no whole one. */
function textsOf(rows: readonly (readonly PlainCell[])[]): string {
  const texts: string[] = [];
  for (const cells of rows)
    for (const cell of cells) if (typeof cell === "string") texts.push(cell);
  return texts.join(" ");
}

type WriteRow = (cells: readonly PlainCell[], place?: { readonly isHeader: boolean }) => string;

function rowWriter({ delimiter, decimal }: CsvFormat): WriteRow {
  // A first character that readers take for the mark of UTF-8 is safe inside quotes.
  const needsQuotes = new RegExp(`["\\r\\n\\u${hexOf(delimiter)}]|^\\uFEFF`);
  const quote = (text: string, isAlways: boolean) =>
    isAlways || needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const number = (value: number) => (decimal === "." ? value : String(value).replace(".", decimal));
  return (cells, { isHeader } = { isHeader: false }) => {
    // A lone empty cell would be a blank line, which most readers skip.
    if (cells.length === 1 && cells[0] === "") return '""\n';
    const written = cells.map((cell) => {
      if (typeof cell === "number") return number(cell);
      // A lone name with a semicolon in it would look like two.
      const isAlone = isHeader && cells.length === 1;
      return typeof cell === "string" ? quote(cell, isAlone && otherSeparators.test(cell)) : cell;
    });
    return `${written.join(delimiter)}\n`;
  };
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, "0");
}

function badValue(
  path: string,
  table: CellSource,
  row: number,
  types: readonly (ColumnType | undefined)[],
): Error {
  const cells = table.row(row);
  const column = cells.findIndex((value, c) => plainCell(value, types[c]) === undefined);
  const fault = faultOf(cells[column], types[column]);
  return badRow(path, row + 1, `column "${table.names[column]}" ${fault}`);
}

function faultOf(value: unknown, type: ColumnType | undefined): string {
  return type === undefined || plainCell(value, undefined) === undefined
    ? `holds ${shownKind(value)}, which no cell can hold. Write text, a number, a boolean, a Date or null.`
    : `holds ${shown(value)}, and is declared ${type}. Expected ${EXPECTED[type]}; convert it, or declare the column otherwise.`;
}

/** By its tag, since a Date made in another realm (a cell of a notebook) is no instance of ours. */
function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === "[object Date]";
}

function shownKind(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (isDate(value)) return "an invalid Date";
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}
