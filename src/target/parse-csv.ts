import Papa from "papaparse";
import type { CsvColumns } from "./csv-column.ts";
import { badQuotes, emptyFile } from "./csv-failure.ts";
import { type CsvTable, TableBuilder } from "./csv-table.ts";
import { cutAtRows } from "./cut-at-rows.ts";

type LineBreak = "\n" | "\r\n" | "\r";

/**
 * Parses a CSV file (RFC 4180, with any of the three line breaks) that arrives as pieces of
 * text. `path` is what its errors call it.
 * @throws CauceError `csv-header`, `csv-column-missing`, `csv-ragged-row`, `csv-quotes`, `csv-cell`
 */
export async function parseCsv(
  path: string,
  chunks: AsyncIterable<string> | Iterable<string>,
  columns: CsvColumns = {},
): Promise<CsvTable> {
  let builder: TableBuilder | undefined;
  for await (const piece of parsePieces(path, chunks)) {
    let first = 0;
    if (builder === undefined) {
      builder = new TableBuilder(path, piece.rows[0] ?? [], columns);
      first = 1;
    }
    for (let r = first; r < piece.rows.length; r++)
      builder.push(piece.rows[r] ?? [], () => lineOf(piece, r));
  }
  if (builder === undefined) throw emptyFile(path);
  return builder.finish();
}

/** The header alone: the rest of the file is not read. */
export async function parseCsvHeader(
  path: string,
  chunks: AsyncIterable<string>,
): Promise<readonly string[]> {
  for await (const piece of parsePieces(path, chunks)) {
    const header = piece.rows[0] ?? [];
    return new TableBuilder(path, header, {}).finish().names;
  }
  throw emptyFile(path);
}

interface Piece {
  readonly rows: readonly (readonly string[])[];
  readonly firstLine: number;
}

async function* parsePieces(
  path: string,
  chunks: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<Piece> {
  let firstLine = 1;
  let lineBreak: LineBreak | undefined;
  for await (const text of cutAtRows(chunks)) {
    lineBreak ??= findLineBreak(text);
    const piece = { rows: parseRows(path, text, lineBreak, firstLine), firstLine };
    if (firstLine > 1 || !isBlank(piece)) yield piece;
    firstLine += countLineBreaks(text, lineBreak);
  }
}

function isBlank(piece: Piece): boolean {
  return piece.rows.every((row) => row.length === 1 && row[0] === "");
}

function parseRows(
  path: string,
  text: string,
  newline: LineBreak,
  firstLine: number,
): readonly (readonly string[])[] {
  // The last line break ends the last row; Papa would take it for the start of another.
  const body = text.endsWith(newline) ? text.slice(0, -newline.length) : text;
  // Papa has no rows for an empty text, where a file of one column has one with an empty cell.
  if (body === "") return [[""]];
  const { data, errors } = Papa.parse<string[]>(body, { delimiter: ",", newline });
  const error = errors[0];
  if (error !== undefined) throw badQuotes(path, lineOf({ rows: data, firstLine }, error.row ?? 0));
  return data;
}

/** The line on which row `r` of a piece begins: cells may hold line breaks themselves. */
function lineOf(piece: Piece, r: number): number {
  let line = piece.firstLine;
  for (const row of piece.rows.slice(0, r)) {
    line += 1;
    for (const cell of row) line += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
  return line;
}

/** The file's line break is the first one outside quotes. */
function findLineBreak(text: string): LineBreak {
  const bare = text.replace(/"[^"]*"/g, "");
  const found = /\r\n|\n|\r/.exec(bare)?.[0];
  return found === "\r\n" || found === "\r" ? found : "\n";
}

function countLineBreaks(text: string, lineBreak: LineBreak): number {
  let count = 0;
  for (let at = text.indexOf(lineBreak); at !== -1; at = text.indexOf(lineBreak, at + 1)) count++;
  return count;
}
