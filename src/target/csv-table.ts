import type { CsvBlock } from "./csv-block.ts";
import { type CsvColumn, type CsvColumns, type CsvValue, valueAt } from "./csv-column.ts";
import { badCell, badHeader, missingColumn, otherSeparator } from "./csv-failure.ts";
import type { CsvFormat } from "./csv-format.ts";
import { countRows, isMisfit, type Misfit, readColumn } from "./read-column.ts";

/** A table by columns: row `r` of `columns[c]` stands under the name `names[c]`. */
export interface CsvTable {
  readonly names: readonly string[];
  readonly columns: readonly CsvColumn[];
  readonly rowCount: number;
}

/** @throws CauceError `csv-header`, `csv-column-missing` */
export function checkHeader(
  path: string,
  names: readonly string[],
  columns: CsvColumns,
  format: CsvFormat,
): void {
  checkNames(names, (fault) => badHeader(path, fault));
  const missing = Object.keys(columns).find((name) => !names.includes(name));
  if (missing !== undefined)
    throw otherSeparator(path, names, format) ?? missingColumn(path, missing, names);
}

/**
 * The table that all rows of a file make, once they have been seen: only then is the type of a
 * column known.
 * @throws CauceError `csv-cell` of the first cell in the file that does not fit
 */
export function makeTable(
  path: string,
  names: readonly string[],
  declared: CsvColumns,
  blocks: readonly CsvBlock[],
): CsvTable {
  const columns: CsvColumn[] = [];
  let first: (Misfit & { readonly column: number }) | undefined;
  for (const [column, name] of names.entries()) {
    const type = Object.hasOwn(declared, name) ? declared[name] : undefined;
    const found = readColumn(blocks, column, type);
    if (!isMisfit(found)) columns.push(found);
    else if (first === undefined || isBefore(found, first, blocks)) first = { ...found, column };
  }
  if (first !== undefined) {
    const { block, row, column } = first;
    const name = names[column] ?? "";
    const cell = block.text(row, column);
    throw badCell(path, block.line(row), name, cell, declared[name] ?? "string");
  }
  return { names, columns, rowCount: countRows(blocks) };
}

function isBefore(one: Misfit, other: Misfit, blocks: readonly CsvBlock[]): boolean {
  if (one.block === other.block) return one.row < other.row;
  return blocks.indexOf(one.block) < blocks.indexOf(other.block);
}

/** Refuses names that would lose a column: an empty one, one given twice, and the one that objects keep for themselves. */
export function checkNames(names: readonly string[], fail: (fault: string) => Error): void {
  const seen = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const column = index + 1;
    if (name === "") throw fail(`column ${column} has no name`);
    if (name === "__proto__")
      throw fail(`column ${column} is called "__proto__", which no record can hold`);
    const earlier = seen.get(name);
    if (earlier !== undefined)
      throw fail(`columns ${earlier} and ${column} are both called "${name}"`);
    seen.set(name, column);
  }
}

/** The table as records, one a row, with the columns in the file's order. */
export function rowsOf({ names, columns, rowCount }: CsvTable): Record<string, CsvValue>[] {
  const fields = columns.map((column, c) => ({ name: names[c] ?? "", column }));
  // To fill a copy is faster than to add one key after the other to an empty record.
  const blank = Object.fromEntries(names.map((name) => [name, null as CsvValue]));
  const rows: Record<string, CsvValue>[] = [];
  for (let r = 0; r < rowCount; r++) {
    const row = { ...blank };
    for (const { name, column } of fields) row[name] = valueAt(column, r);
    rows.push(row);
  }
  return rows;
}

/** The table as arrays, one a row. */
export function matrixOf({ columns, rowCount }: CsvTable): CsvValue[][] {
  return Array.from({ length: rowCount }, (_, r) => columns.map((column) => valueAt(column, r)));
}
