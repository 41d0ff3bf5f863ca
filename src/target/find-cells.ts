import { countLineBreaks, type LineBreak } from "./line-break.ts";

const CARRIAGE_RETURN = 13;

/** Whole rows without quotes, and what stands between them and between their cells. */
interface CellsOfText {
  readonly text: string;
  readonly lineBreak: LineBreak;
  readonly width: number;
  readonly delimiter: string;
}

/**
 * Where the cells of rows without quotes begin and end: two numbers a cell, `width` cells a row.
 * Blank lines say nothing, but in a table of one column, where they are a missing value. `fail`
 * is told of a row of another width, by its first character and its number of cells.
 */
export function findCells(
  { text, lineBreak, width, delimiter }: CellsOfText,
  fail: (start: number, found: number) => Error,
): Int32Array {
  const cellEnd = delimiter.charCodeAt(0);
  const rowEnd = lineBreak.charCodeAt(lineBreak.length - 1);
  const isPaired = lineBreak.length === 2;
  const bounds = new Int32Array(2 * width * (countLineBreaks(text, lineBreak) + 1));
  let [count, start, rowStart, column] = [0, 0, 0, 0];
  // The end of the text ends a row as a line break does; there is no more than one of the two.
  for (let at = 0; at < text.length || rowStart < text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : rowEnd;
    if (code === cellEnd) {
      // What is too much for the row and so for the array is not kept: the row fails at its end.
      bounds[count++] = start;
      bounds[count++] = at;
      start = at + 1;
      column++;
    } else if (code === rowEnd) {
      const hasPair = isPaired && at < text.length;
      if (hasPair && text.charCodeAt(at - 1) !== CARRIAGE_RETURN) continue;
      const end = hasPair ? at - 1 : at;
      if (end > rowStart || width === 1) {
        if (column + 1 !== width) throw fail(rowStart, column + 1);
        bounds[count++] = start;
        bounds[count++] = end;
      }
      start = rowStart = at + 1;
      column = 0;
    }
  }
  return bounds.subarray(0, count);
}
