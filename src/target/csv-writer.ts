import type { PlainCell } from "./plain-cell.ts";

/** So much is collected before it goes to the file: it fits the processor's own memory. */
export const PIECE_LENGTH = 1 << 16;

/** The content of a CSV file, cell by cell, collected until it is taken. */
export interface CsvWriter {
  readonly isFull: boolean;
  /** Columns count from 0. */
  writeCell(cell: PlainCell, column: number): void;
  /** A cell in quotes, whatever it holds. */
  writeQuoted(text: string): void;
  endRow(): void;
  /** What was written since the last time, good until more is written. */
  take(): string | Uint8Array;
}
