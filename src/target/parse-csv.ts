import Papa from "papaparse";
import { type CsvBlock, type CsvPiece, PlainBlock, QuotedBlock } from "./csv-block.ts";
import type { CsvColumns } from "./csv-column.ts";
import { badQuotes, emptyFile, otherSeparator, raggedRow } from "./csv-failure.ts";
import { type CsvFormat, commaFormat } from "./csv-format.ts";
import { type CsvTable, checkHeader, makeTable } from "./csv-table.ts";
import { cutAtRows } from "./cut-at-rows.ts";
import { findCells } from "./find-cells.ts";
import { countLineBreaks, findLineBreak, type LineBreak } from "./line-break.ts";

type Texts = AsyncIterable<string> | Iterable<string>;

/**
 * Parses a CSV file (RFC 4180, with any of the three line breaks) that arrives as pieces of
 * text. `path` is what its errors call it.
 * @throws CauceError `csv-header`, `csv-column-missing`, `csv-ragged-row`, `csv-quotes`, `csv-cell`
 */
export async function parseCsv(
  path: string,
  texts: Texts,
  columns: CsvColumns = {},
  format: CsvFormat = commaFormat,
): Promise<CsvTable> {
  let names: readonly string[] | undefined;
  const blocks: CsvBlock[] = [];
  for await (const piece of cutIntoPieces(texts, format)) {
    let body = piece;
    if (names === undefined) {
      ({ names, body } = splitHeader(path, piece));
      checkHeader(path, names, columns, format);
    }
    try {
      blocks.push(parseBlock(path, body, names.length));
    } catch (error) {
      throw otherSeparator(path, names, format) ?? error;
    }
  }
  if (names === undefined) throw emptyFile(path);
  return makeTable(path, names, columns, blocks);
}

/** The header alone: the rest of the file is not read. */
export async function parseCsvHeader(
  path: string,
  texts: Texts,
  format: CsvFormat = commaFormat,
): Promise<readonly string[]> {
  for await (const piece of cutIntoPieces(texts, format)) {
    const { names } = splitHeader(path, piece);
    checkHeader(path, names, {}, format);
    return names;
  }
  throw emptyFile(path);
}

async function* cutIntoPieces(texts: Texts, format: CsvFormat): AsyncGenerator<CsvPiece> {
  let firstLine = 1;
  let lineBreak: LineBreak | undefined;
  for await (const text of cutAtRows(texts, format.delimiter)) {
    lineBreak ??= findLineBreak(text);
    if (firstLine > 1 || !isBlank(text)) yield { text, lineBreak, firstLine, format };
    firstLine += countLineBreaks(text, lineBreak);
  }
}

function isBlank(text: string): boolean {
  return /^[\r\n]*$/.test(text);
}

function splitHeader(path: string, piece: CsvPiece): { names: readonly string[]; body: CsvPiece } {
  const { text, lineBreak, format } = piece;
  const { names, end } = readHeader(path, piece);
  const firstLine = piece.firstLine + countLineBreaks(text.slice(0, end), lineBreak);
  return { names, body: { text: text.slice(end), lineBreak, firstLine, format } };
}

function readHeader(
  path: string,
  { text, lineBreak, firstLine, format }: CsvPiece,
): { names: readonly string[]; end: number } {
  const [line = "", next = ""] = text.split(lineBreak, 2);
  if (!line.includes('"')) {
    const names = line.split(format.delimiter);
    const other = format.isStated ? undefined : otherSeparator(path, names, format, next);
    if (other !== undefined) throw other;
    return { names, end: line.length + lineBreak.length };
  }
  const { data, errors, meta } = parseQuoted(text, { lineBreak, format }, 1);
  if (errors.length > 0) throw badQuotes(path, firstLine);
  return { names: data[0] ?? [], end: meta.cursor };
}

function parseBlock(path: string, piece: CsvPiece, width: number): CsvBlock {
  const { text, lineBreak, firstLine, format } = piece;
  if (text.includes('"')) return parseQuotedBlock(path, piece, width);
  const bounds = findCells(
    { text, lineBreak, width, delimiter: format.delimiter },
    (start, found) => {
      const line = firstLine + countLineBreaks(text.slice(0, start), lineBreak);
      return raggedRow(path, line, { found, expected: width }, format);
    },
  );
  return new PlainBlock(piece, bounds, width);
}

function parseQuotedBlock(path: string, piece: CsvPiece, width: number): CsvBlock {
  const { text, lineBreak, firstLine, format } = piece;
  // The last line break ends the last row; Papa would take it for the start of another.
  const body = text.endsWith(lineBreak) ? text.slice(0, -lineBreak.length) : text;
  const { data, errors } = parseQuoted(body, piece, 0);
  const lineAt = (index: number) => firstLine + countLines(data.slice(0, index), lineBreak);
  const lineOf = (row: string[]) => lineAt(data.indexOf(row));
  const [error] = errors;
  if (error !== undefined) throw badQuotes(path, lineAt(error.row ?? 0));
  // Blank lines, most often at the end, say nothing; with one column they are a missing value.
  const rows = width === 1 ? data : data.filter((row) => row.length > 1 || row[0] !== "");
  const ragged = rows.find((row) => row.length !== width);
  if (ragged !== undefined)
    throw raggedRow(path, lineOf(ragged), { found: ragged.length, expected: width }, format);
  return new QuotedBlock(rows, format, lineOf);
}

/** `preview` is the number of rows wanted, 0 for all. */
function parseQuoted(
  text: string,
  { lineBreak: newline, format }: Pick<CsvPiece, "lineBreak" | "format">,
  preview: number,
): Papa.ParseResult<string[]> {
  return Papa.parse<string[]>(text, { delimiter: format.delimiter, newline, preview });
}

/** How many lines rows take: cells may hold line breaks themselves. */
function countLines(rows: readonly (readonly string[])[], lineBreak: LineBreak): number {
  let lines = 0;
  for (const row of rows) {
    lines += 1;
    for (const cell of row) lines += countLineBreaks(cell, lineBreak);
  }
  return lines;
}
