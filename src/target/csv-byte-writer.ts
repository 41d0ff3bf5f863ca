import type { CsvFormat } from "./csv-format.ts";
import { type CsvWriter, PIECE_LENGTH } from "./csv-writer.ts";
import type { PlainCell } from "./plain-cell.ts";
import { cellQuoter, quoted } from "./quote-cell.ts";
import { MOST_NUMBER_BYTES, writeNumber } from "./write-number.ts";

/** Longer text is looked through and made bytes by V8, which costs a call of its own. */
const SHORT_TEXT = 32;
const MOST_BYTES_OF_CODE = 3;
const LINE_BREAK = 10;
const RETURN = 13;
const QUOTE = 34;
const LAST_ASCII = 127;

/**
 * Rows as bytes. No number, no short text and no row becomes a string on the way: that would take
 * longer than all the rest.
 */
export class CsvByteWriter implements CsvWriter {
  readonly #delimiter: string;
  readonly #delimiterCode: number;
  readonly #point: number;
  readonly #quote: (text: string) => string;
  #bytes = Buffer.allocUnsafeSlow(2 * PIECE_LENGTH);
  #rowStart = 0;
  #end = 0;

  constructor(format: CsvFormat) {
    this.#delimiter = format.delimiter;
    this.#delimiterCode = format.delimiter.charCodeAt(0);
    this.#point = format.decimal.charCodeAt(0);
    this.#quote = cellQuoter(format);
  }

  get isFull(): boolean {
    return this.#end >= PIECE_LENGTH;
  }

  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#end);
    this.#end = 0;
    this.#rowStart = 0;
    return taken;
  }

  writeCell(cell: PlainCell, column: number): void {
    if (column > 0) this.#separate();
    if (typeof cell === "number") {
      this.#makeRoom(MOST_NUMBER_BYTES);
      this.#end = writeNumber(this.#bytes, this.#end, cell, this.#point);
    } else this.#writeText(typeof cell === "string" ? cell : String(cell));
  }

  writeQuoted(text: string): void {
    this.#encode(quoted(text));
  }

  endRow(): void {
    // A lone empty cell would be a blank line, which most readers skip.
    if (this.#end === this.#rowStart) this.#encode('""');
    this.#writeByte(LINE_BREAK);
    this.#rowStart = this.#end;
  }

  #separate(): void {
    if (this.#delimiterCode > LAST_ASCII) this.#encode(this.#delimiter);
    else this.#writeByte(this.#delimiterCode);
  }

  #writeText(text: string): void {
    if (text.length <= SHORT_TEXT && this.#writePlain(text)) return;
    this.#encode(this.#quote(text));
  }

  /** False if there is anything in the text but plain ASCII. */
  #writePlain(text: string): boolean {
    this.#makeRoom(text.length);
    const bytes = this.#bytes;
    let end = this.#end;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const isSpecial =
        code === this.#delimiterCode || code === QUOTE || code === LINE_BREAK || code === RETURN;
      if (isSpecial || code > LAST_ASCII) return false;
      bytes[end++] = code;
    }
    this.#end = end;
    return true;
  }

  #writeByte(code: number): void {
    this.#makeRoom(1);
    this.#bytes[this.#end++] = code;
  }

  #encode(text: string): void {
    const isLong = text.length * MOST_BYTES_OF_CODE > PIECE_LENGTH;
    this.#makeRoom(isLong ? Buffer.byteLength(text) : text.length * MOST_BYTES_OF_CODE);
    this.#end += this.#bytes.write(text, this.#end);
  }

  #makeRoom(size: number): void {
    const needed = this.#end + size;
    if (needed <= this.#bytes.length) return;
    const bytes = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#bytes.length));
    this.#bytes.copy(bytes, 0, 0, this.#end);
    this.#bytes = bytes;
  }
}
