import type { CsvFormat } from "./csv-format.ts";
import { countLineBreaks, type LineBreak } from "./line-break.ts";
import { parseNumberCell } from "./number-cell.ts";

/** Whole rows of a file as they stand there, and the line on which they begin. */
export interface CsvPiece {
  readonly text: string;
  readonly lineBreak: LineBreak;
  readonly firstLine: number;
  readonly format: CsvFormat;
}

/** Rows of a piece in cells, all as wide as the file's header. */
export interface CsvBlock {
  readonly rowCount: number;
  isEmpty(row: number, column: number): boolean;
  text(row: number, column: number): string;
  /** NaN where the cell holds no number. */
  number(row: number, column: number): number;
  /** The line of the file on which the row begins. */
  line(row: number): number;
}

/** Rows without quotes, as their text and where in it each cell begins and ends. */
export class PlainBlock implements CsvBlock {
  readonly rowCount: number;
  readonly #text: string;
  readonly #piece: CsvPiece;
  readonly #bounds: Int32Array;
  readonly #width: number;
  readonly #decimal: number;

  constructor(piece: CsvPiece, bounds: Int32Array, width: number) {
    this.rowCount = bounds.length / (2 * width);
    this.#text = piece.text;
    this.#piece = piece;
    this.#bounds = bounds;
    this.#width = width;
    this.#decimal = piece.format.decimal.charCodeAt(0);
  }

  isEmpty(row: number, column: number): boolean {
    const at = 2 * (row * this.#width + column);
    return this.#bounds[at] === this.#bounds[at + 1];
  }

  text(row: number, column: number): string {
    const at = 2 * (row * this.#width + column);
    return this.#text.slice(this.#bounds[at], this.#bounds[at + 1]);
  }

  number(row: number, column: number): number {
    const at = 2 * (row * this.#width + column);
    const [start, end] = [this.#bounds[at] ?? 0, this.#bounds[at + 1] ?? 0];
    return parseNumberCell(this.#text, start, end, this.#decimal);
  }

  line(row: number): number {
    const { lineBreak, firstLine } = this.#piece;
    const before = this.#text.slice(0, this.#bounds[2 * row * this.#width]);
    return firstLine + countLineBreaks(before, lineBreak);
  }
}

/** Rows of which some have quotes. */
export class QuotedBlock implements CsvBlock {
  readonly rowCount: number;
  readonly #rows: readonly string[][];
  readonly #decimal: number;
  readonly #lineOf: (row: string[]) => number;

  /** `lineOf` is asked only for a row that is wrong. */
  constructor(
    rows: readonly string[][],
    { decimal }: CsvFormat,
    lineOf: (row: string[]) => number,
  ) {
    this.rowCount = rows.length;
    this.#decimal = decimal.charCodeAt(0);
    this.#rows = rows;
    this.#lineOf = lineOf;
  }

  isEmpty(row: number, column: number): boolean {
    return this.text(row, column) === "";
  }

  text(row: number, column: number): string {
    return this.#rows[row]?.[column] ?? "";
  }

  number(row: number, column: number): number {
    const cell = this.text(row, column);
    return parseNumberCell(cell, 0, cell.length, this.#decimal);
  }

  line(row: number): number {
    return this.#lineOf(this.#rows[row] ?? []);
  }
}
