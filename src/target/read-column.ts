import type { CsvBlock } from "./csv-block.ts";
import type { ColumnType, CsvColumn } from "./csv-column.ts";

/** A cell that does not fit the type declared for its column. */
export interface Misfit {
  readonly block: CsvBlock;
  readonly row: number;
}

/**
 * A column's values, by the type declared, or else by the first that all its cells fit: numbers,
 * booleans, text. A column of nothing but empty cells holds numbers, all missing.
 */
export function readColumn(
  blocks: readonly CsvBlock[],
  column: number,
  declared: ColumnType | undefined,
): CsvColumn | Misfit {
  if (declared !== undefined) return READERS[declared](blocks, column);
  if (countRows(blocks) === 0) return readTexts(blocks, column);
  const numbers = readNumbers(blocks, column);
  if (!isMisfit(numbers)) return numbers;
  const booleans = readBooleans(blocks, column);
  return isMisfit(booleans) ? readTexts(blocks, column) : booleans;
}

export function isMisfit(found: CsvColumn | Misfit): found is Misfit {
  return "block" in found;
}

export function countRows(blocks: readonly CsvBlock[]): number {
  return blocks.reduce((count, { rowCount }) => count + rowCount, 0);
}

const READERS = { number: readNumbers, boolean: readBooleans, string: readTexts } as const;

function readNumbers(blocks: readonly CsvBlock[], column: number): CsvColumn | Misfit {
  const values = new Float64Array(countRows(blocks));
  let at = 0;
  for (const block of blocks) {
    for (let row = 0; row < block.rowCount; row++) {
      const isMissing = block.isEmpty(row, column);
      const value = isMissing ? Number.NaN : block.number(row, column);
      if (Number.isNaN(value) && !isMissing) return { block, row };
      values[at++] = value;
    }
  }
  return { type: "number", values };
}

function readBooleans(blocks: readonly CsvBlock[], column: number): CsvColumn | Misfit {
  const values: (boolean | null)[] = [];
  for (const block of blocks) {
    for (let row = 0; row < block.rowCount; row++) {
      const text = block.text(row, column);
      if (text !== "" && text !== "true" && text !== "false") return { block, row };
      values.push(text === "" ? null : text === "true");
    }
  }
  return { type: "boolean", values };
}

function readTexts(blocks: readonly CsvBlock[], column: number): CsvColumn {
  const values: string[] = [];
  for (const block of blocks)
    for (let row = 0; row < block.rowCount; row++) values.push(block.text(row, column));
  return { type: "string", values };
}
