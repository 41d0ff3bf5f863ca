import { CsvByteWriter } from "./csv-byte-writer.ts";
import type { ColumnType, CsvColumns } from "./csv-column.ts";
import { badRow, EXPECTED, otherSeparators, shown } from "./csv-failure.ts";
import { type CsvFormat, commaFormat } from "./csv-format.ts";
import { checkNames } from "./csv-table.ts";
import { CsvTextWriter } from "./csv-text-writer.ts";
import type { CsvWriter } from "./csv-writer.ts";
import { isDate, plainCell } from "./plain-cell.ts";

/** A table to be written, whatever holds it. */
export interface CellSource {
  readonly names: readonly string[];
  readonly rowCount: number;
  /** What stands in a row under the name at `column`. */
  cell(row: number, column: number): unknown;
}

/** Before so many V8 has not compiled what writes bytes, and is slower with it than with texts. */
const MANY_CELLS = 50_000;

/**
 * A table as the content of a CSV file, in pieces, each good only until the next is asked for: a
 * header, one line a row, "\n" at the end of each, quotes only where they are needed. Null,
 * undefined and NaN are empty cells; a Date is its ISO string.
 * @throws CauceError `csv-value`, naming row and column
 */
export function* formatCsv(
  path: string,
  table: CellSource,
  columns: CsvColumns = {},
  format: CsvFormat = commaFormat,
): Generator<string | Uint8Array> {
  checkNames(table.names, (fault) =>
    badRow(path, 0, `${fault}. Give every column a name of its own.`),
  );
  const types = table.names.map((name) =>
    Object.hasOwn(columns, name) ? columns[name] : undefined,
  );
  const isSmall = table.rowCount * table.names.length < MANY_CELLS;
  const writer = isSmall ? new CsvTextWriter(format) : new CsvByteWriter(format);
  writeNames(writer, table.names);
  for (let row = 0; row < table.rowCount; row++) {
    for (let column = 0; column < types.length; column++) {
      const cell = plainCell(table.cell(row, column), types[column]);
      if (cell === undefined) throw badValue(path, table, { row, column }, types[column]);
      writer.writeCell(cell, column);
    }
    writer.endRow();
    if (writer.isFull) yield writer.take();
  }
  yield writer.take();
}

function writeNames(writer: CsvWriter, names: readonly string[]): void {
  const [name = ""] = names;
  // A lone name with a semicolon in it would look like two.
  if (names.length === 1 && otherSeparators.test(name)) writer.writeQuoted(name);
  else for (const [column, cell] of names.entries()) writer.writeCell(cell, column);
  writer.endRow();
}

function badValue(
  path: string,
  table: CellSource,
  { row, column }: { readonly row: number; readonly column: number },
  type: ColumnType | undefined,
): Error {
  const fault = faultOf(table.cell(row, column), type);
  return badRow(path, row + 1, `column "${table.names[column]}" ${fault}`);
}

function faultOf(value: unknown, type: ColumnType | undefined): string {
  return type === undefined || plainCell(value, undefined) === undefined
    ? `holds ${shownKind(value)}, which no cell can hold. Write text, a number, a boolean, a Date or null.`
    : `holds ${shown(value)}, and is declared ${type}. Expected ${EXPECTED[type]}; convert it, or declare the column otherwise.`;
}

function shownKind(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (isDate(value)) return "an invalid Date";
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}
