import {
  type ColumnType,
  type CsvColumns,
  type CsvValue,
  findColumnType,
  fitsColumnType,
  parseCell,
} from "./csv-column.ts";
import { badCell, badHeader, missingColumn, raggedRow } from "./csv-failure.ts";

/** A table by columns: `values[c][r]` is row `r` of the column `names[c]`. */
export interface CsvTable {
  readonly names: readonly string[];
  readonly types: readonly ColumnType[];
  readonly values: readonly (readonly CsvValue[])[];
  readonly rowCount: number;
}

/** Gathers the rows of a file, and knows each column's type when it has seen them all. */
export class TableBuilder {
  readonly #path: string;
  readonly #names: readonly string[];
  readonly #declared: readonly (ColumnType | undefined)[];
  readonly #cells: string[][];
  #rowCount = 0;

  /** @throws CauceError `csv-header`, `csv-column-missing` */
  constructor(path: string, names: readonly string[], columns: CsvColumns) {
    checkNames(names, (fault) => badHeader(path, fault));
    for (const name of Object.keys(columns)) {
      if (!names.includes(name)) throw missingColumn(path, name, names);
    }
    this.#path = path;
    this.#names = names;
    this.#declared = names.map((name) =>
      Object.hasOwn(columns, name) ? columns[name] : undefined,
    );
    this.#cells = names.map(() => []);
  }

  /**
   * Adds one row; `lineOf` is asked only when the row is wrong.
   * @throws CauceError `csv-ragged-row`, `csv-cell`
   */
  push(row: readonly string[], lineOf: () => number): void {
    const width = this.#names.length;
    if (row.length !== width) {
      // Blank lines, most often at the end, say nothing; with one column they are a missing value.
      if (row.length === 1 && row[0] === "") return;
      throw raggedRow(this.#path, lineOf(), row.length, width);
    }
    for (let c = 0; c < width; c++) {
      const cell = row[c] ?? "";
      const type = this.#declared[c];
      if (type !== undefined && !fitsColumnType(cell, type)) {
        throw badCell(this.#path, lineOf(), this.#names[c] ?? "", cell, type);
      }
      this.#cells[c]?.push(cell);
    }
    this.#rowCount++;
  }

  finish(): CsvTable {
    const types = this.#cells.map((cells, c) => this.#declared[c] ?? findColumnType(cells));
    const values = this.#cells.map((cells, c) => parseColumn(cells, types[c] ?? "string"));
    return { names: this.#names, types, values, rowCount: this.#rowCount };
  }
}

function parseColumn(cells: readonly string[], type: ColumnType): readonly CsvValue[] {
  return type === "string" ? cells : cells.map((cell) => parseCell(cell, type));
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
export function rowsOf(table: CsvTable): Record<string, CsvValue>[] {
  return Array.from({ length: table.rowCount }, (_, r) => {
    const row: Record<string, CsvValue> = {};
    for (let c = 0; c < table.names.length; c++)
      row[table.names[c] ?? ""] = table.values[c]?.[r] ?? null;
    return row;
  });
}

/** The table as arrays, one a row. */
export function matrixOf(table: CsvTable): CsvValue[][] {
  return Array.from({ length: table.rowCount }, (_, r) =>
    table.values.map((column) => column[r] ?? null),
  );
}
