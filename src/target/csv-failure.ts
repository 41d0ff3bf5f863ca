import { CauceError } from "../core/errors.ts";
import type { ColumnType } from "./csv-column.ts";
import type { CsvFormat } from "./csv-format.ts";

/** The errors of a CSV file's content. Lines count from 1, the header's included, as an editor counts them. */
type Code =
  | "csv-header"
  | "csv-ragged-row"
  | "csv-quotes"
  | "csv-column-missing"
  | "csv-cell"
  | "csv-value";

function failure(code: Code, path: string, line: number | undefined, text: string): CauceError {
  const location = line === undefined ? {} : { location: { place: path, line } };
  return new CauceError(code, text, location);
}

export function emptyFile(path: string): CauceError {
  return failure(
    "csv-header",
    path,
    1,
    `\`${path}\` is empty. Expected a first line with the names of the columns. Write that line, or run the task that writes the file again.`,
  );
}

export function badHeader(path: string, fault: string): CauceError {
  return failure(
    "csv-header",
    path,
    1,
    `\`${path}\`, line 1: ${fault}. Expected a name of its own for every column. Correct the header.`,
  );
}

/** What a header of one name is likely separated by. */
export const otherSeparators = /[;\t|]/;

/**
 * A spreadsheet writes other separators where commas are decimal: the header then looks like one
 * name. With `next`, a row, only where that has as many of them.
 */
export function otherSeparator(
  path: string,
  names: readonly string[],
  { delimiter }: CsvFormat,
  next?: string,
): CauceError | undefined {
  const [name = "", ...others] = names;
  if (others.length > 0) return undefined;
  const separator = delimiter === "," ? otherSeparators.exec(name)?.[0] : name.match(/,/)?.[0];
  if (separator === undefined) return undefined;
  if (next !== undefined && next.split(separator).length !== name.split(separator).length)
    return undefined;
  return failure(
    "csv-header",
    path,
    1,
    `\`${path}\`, line 1: found cells that are separated by ${JSON.stringify(separator)}, expected ${delimiter === "," ? "commas" : JSON.stringify(delimiter)}. ` +
      `Say so, as in csv("${path}", { delimiter: ${JSON.stringify(separator)} })${separator === "," ? "" : ', with decimal: "," where its numbers have a comma'}; ` +
      `or save the file with ${delimiter === "," ? "commas" : JSON.stringify(delimiter)}.`,
  );
}

export function raggedRow(
  path: string,
  line: number,
  { found, expected }: { readonly found: number; readonly expected: number },
  { delimiter }: CsvFormat,
): CauceError {
  return failure(
    "csv-ragged-row",
    path,
    line,
    `\`${path}\`, line ${line}: found ${count(found)}, expected ${expected} as in the header. ` +
      `Add or remove cells there; ${delimiter === "," ? "a comma" : JSON.stringify(delimiter)} inside a cell needs quotes around the cell.`,
  );
}

export function badQuotes(path: string, line: number): CauceError {
  return failure(
    "csv-quotes",
    path,
    line,
    `\`${path}\`, line ${line}: found a quoted cell that does not end where its quotes do. ` +
      `Expected "…" around the whole cell, and "" for a quote inside it. Correct the quotes there.`,
  );
}

export function missingColumn(path: string, name: string, found: readonly string[]): CauceError {
  return failure(
    "csv-column-missing",
    path,
    1,
    `\`${name}\` is not a column of \`${path}\`: found ${found.map((column) => `"${column}"`).join(", ")}. ` +
      `Add the column, or take it out of the target's \`columns\`.`,
  );
}

export function badCell(
  path: string,
  line: number,
  name: string,
  cell: string,
  type: ColumnType,
): CauceError {
  return failure(
    "csv-cell",
    path,
    line,
    `\`${path}\`, line ${line}, column "${name}": found ${shown(cell)}, expected ${EXPECTED[type]}. ` +
      `Correct the cell, or declare the column otherwise in the target's \`columns\`.`,
  );
}

/** A row that cannot be written. Rows count from 1, without the header. */
export function badRow(path: string, row: number, fault: string): CauceError {
  return failure("csv-value", path, undefined, `\`${path}\`, row ${row}: ${fault}`);
}

export const EXPECTED: Readonly<Record<ColumnType, string>> = {
  string: "text",
  number: "a number such as 5.1, or nothing for a missing one",
  boolean: "true or false, or nothing for a missing one",
};

/** A value as an error quotes it, cut where it gets long. */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function count(cells: number): string {
  return cells === 1 ? "1 cell" : `${cells} cells`;
}
