import type { ColumnType, CsvColumns } from "./csv-column.ts";
import { badRow, EXPECTED, shown } from "./csv-failure.ts";
import { checkNames } from "./csv-table.ts";

/** A table to be written, whatever holds it. */
export interface CellSource {
  readonly names: readonly string[];
  readonly rowCount: number;
  cell(row: number, column: number): unknown;
}

/** So much text is handed to the disk at once: large enough to be fast, small beside the table. */
const PIECE_LENGTH = 1 << 17;

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
): Generator<string> {
  checkNames(table.names, (fault) =>
    badRow(path, 0, `${fault}. Give every column a name of its own.`),
  );
  const types = table.names.map((name) =>
    Object.hasOwn(columns, name) ? columns[name] : undefined,
  );
  const width = table.names.length;
  let text = line(table.names.map(quoteCell));
  for (let r = 0; r < table.rowCount; r++) {
    const cells: string[] = [];
    for (let c = 0; c < width; c++) {
      const value = table.cell(r, c);
      const fault = faultOf(value, types[c]);
      if (fault !== undefined) throw badRow(path, r + 1, `column "${table.names[c]}" ${fault}`);
      cells.push(formatCell(value));
    }
    text += line(cells);
    if (text.length < PIECE_LENGTH) continue;
    yield text;
    text = "";
  }
  yield text;
}

function line(cells: readonly string[]): string {
  // A lone empty cell would be a blank line, which most readers skip.
  return cells.length === 1 && cells[0] === "" ? '""\n' : `${cells.join(",")}\n`;
}

function formatCell(value: unknown): string {
  switch (typeof value) {
    case "number":
      if (Number.isNaN(value)) return "";
      return Object.is(value, -0) ? "-0" : String(value);
    case "string":
      return quoteCell(value);
    case "object":
      return isDate(value) ? value.toISOString() : "";
    case "undefined":
      return "";
    default:
      return String(value);
  }
}

/** A first character that readers take for the mark of UTF-8 is safe inside quotes. */
const NEEDS_QUOTES = /[",\r\n]|^\uFEFF/;

function quoteCell(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function faultOf(value: unknown, type: ColumnType | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (!isCellValue(value)) {
    return `holds ${shownKind(value)}, which no cell can hold. Write text, a number, a boolean, a Date or null.`;
  }
  if (type === undefined || typeof value === type || (type === "string" && isDate(value)))
    return undefined;
  return `holds ${shown(value)}, and is declared ${type}. Expected ${EXPECTED[type]}; convert it, or declare the column otherwise.`;
}

function isCellValue(value: unknown): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "bigint":
      return true;
    case "number":
      // NaN is how number arrays say "missing"; an infinity is a value, and would come back as text.
      return Number.isFinite(value) || Number.isNaN(value);
    default:
      return isDate(value) && !Number.isNaN(value.getTime());
  }
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
