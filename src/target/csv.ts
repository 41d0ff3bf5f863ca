import { type NamedByTask, type PathOrTask, targetPath } from "../core/task-paths.ts";
import { checkColumns } from "./check-columns.ts";
import type { ColumnType, CsvColumn, CsvColumns, CsvValue, DeclaredRow } from "./csv-column.ts";
import { type CsvFormat, readFormat } from "./csv-format.ts";
import { type CsvTable, matrixOf, rowsOf } from "./csv-table.ts";
import type { DataFrame } from "./data-frame.ts";
import { decodeUtf8 } from "./decode-utf8.ts";
import { readFailure } from "./file-failure.ts";
import { type CellSource, formatCsv } from "./format-csv.ts";
import { loadFrameLibrary } from "./frame-loader.ts";
import { type FrameLike, frameSource } from "./frame-source.ts";
import { LocalTarget } from "./local-target.ts";
import { parseCsv, parseCsvHeader } from "./parse-csv.ts";
import { readPieces } from "./read-pieces.ts";
import { rowSource } from "./row-source.ts";
import { writeAtomically } from "./write-atomically.ts";

export interface CsvOptions<Columns extends CsvColumns> {
  /**
   * Types of some or all columns. A declared column must be there, and its cells must fit; the
   * types of the others are found by looking at their cells. Declare `"string"` for a column of
   * text that looks like numbers, such as ids: `{ columns: { id: "string" } }`.
   */
  readonly columns?: Columns;
  /** What stands between cells, one character: "," where nothing is said; often ";" where commas are decimal. */
  readonly delimiter?: string;
  /** What stands before the decimals of a number: "." where nothing is said. "1.234,5" is text in either. */
  readonly decimal?: "." | ",";
}

/**
 * A table in a CSV file (RFC 4180, UTF-8, a header, "\n" at the ends of lines; other delimiters by
 * `delimiter`).
 *
 * A column in which every cell that is not empty is a number (5.1, -3, 1e-7; not 007, +1 or an
 * integer too long for a double) holds numbers; one of nothing but `true` and `false`,
 * booleans; every other, text just as it stands. An empty cell is null in a column of numbers
 * or booleans, "" in one of text; a column of nothing but empty cells holds null.
 */
export class CsvTarget<Columns extends CsvColumns = Record<never, ColumnType>> extends LocalTarget {
  readonly #columns: CsvColumns;
  readonly #format: CsvFormat;

  constructor(path: string, options: CsvOptions<Columns> = {}) {
    super(path);
    this.#columns = checkColumns(path, options.columns ?? {});
    this.#format = readFormat(path, options);
  }

  /**
   * The rows as records, in the file's order, without danfojs. `Row` is declared, not checked:
   * give the target `columns` to have it checked.
   * @throws CauceError `target-missing`, `target-not-readable`, `target-not-text`, and with the
   * line `csv-header`, `csv-ragged-row`, `csv-quotes`, `csv-column-missing`, `csv-cell`
   */
  async readRows<Row extends object = DeclaredRow<Columns>>(): Promise<Row[]> {
    const rows: Record<string, CsvValue>[] = rowsOf(await this.#readTable());
    return rows as unknown as Row[];
  }

  /** The names of the columns, in their order; also of a file that has no rows. */
  async readColumns(): Promise<string[]> {
    return this.#reading(async (text) => [
      ...(await parseCsvHeader(this.path, text, this.#format)),
    ]);
  }

  /** The table as a danfojs DataFrame, its columns typed as `readRows` types them. Errors as there. */
  async readFrame(): Promise<DataFrame> {
    const [table, { DataFrame }] = await Promise.all([this.#readTable(), loadFrameLibrary()]);
    const dtypes = table.columns.map(frameType);
    return new DataFrame(matrixOf(table), { columns: [...table.names], dtypes });
  }

  /**
   * Replaces the file in one step. The columns are the keys of all rows, in the order in which
   * they first appear; a row without a key has an empty cell there, as for null, undefined and
   * NaN. A Date is written as its ISO string. Without rows, the columns must be declared.
   * @throws CauceError `csv-value` with row and column, `csv-no-columns`, `target-not-writable`
   */
  async writeRows(rows: readonly object[]): Promise<void> {
    await this.#write(rowSource(this.path, rows, this.#columns));
  }

  /**
   * Replaces the file in one step by a data frame's columns and values, in the format of
   * `writeRows`; its index is not written.
   * @throws CauceError `csv-frame`, `csv-value`, `target-not-writable`
   */
  async writeFrame(frame: FrameLike): Promise<void> {
    await this.#write(frameSource(this.path, frame, this.#columns));
  }

  #write(table: CellSource): Promise<void> {
    return writeAtomically(this, formatCsv(this.path, table, this.#columns, this.#format));
  }

  #readTable(): Promise<CsvTable> {
    return this.#reading((text) => parseCsv(this.path, text, this.#columns, this.#format));
  }

  async #reading<Result>(parse: (text: AsyncIterable<string>) => Promise<Result>): Promise<Result> {
    try {
      return await parse(decodeUtf8(this, readPieces(this.absolutePath)));
    } catch (error) {
      throw readFailure(this, error);
    }
  }
}

/** danfojs's name of a column's type; it would look at the first 20 rows only. */
function frameType({ type, values }: CsvColumn): string {
  if (type !== "number") return type;
  return values.every((value) => (value | 0) === value) ? "int32" : "float32";
}

/**
 * A target of a table: `csv("data/iris.csv")`, or `csv(this, "train")` for `train.csv` among
 * the task's outputs.
 */
export function csv<const Columns extends CsvColumns = Record<never, ColumnType>>(
  path: string,
  options?: CsvOptions<Columns>,
): CsvTarget<Columns>;
export function csv<const Columns extends CsvColumns = Record<never, ColumnType>>(
  task: NamedByTask,
  options?: CsvOptions<Columns>,
): CsvTarget<Columns>;
export function csv<const Columns extends CsvColumns = Record<never, ColumnType>>(
  task: NamedByTask,
  name?: string,
  options?: CsvOptions<Columns>,
): CsvTarget<Columns>;
export function csv<Columns extends CsvColumns>(
  pathOrTask: PathOrTask,
  nameOrOptions?: string | CsvOptions<Columns>,
  options?: CsvOptions<Columns>,
): CsvTarget<Columns> {
  const named = typeof nameOrOptions === "string";
  const path = targetPath(pathOrTask, named ? nameOrOptions : undefined, ".csv");
  return new CsvTarget(path, (named ? options : (nameOrOptions ?? options)) ?? {});
}
