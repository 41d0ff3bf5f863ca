import { CauceError } from "../core/errors.ts";
import { assertColumns } from "./assert-columns.ts";
import { renderTable, type TableRow } from "./render-table.ts";

export interface TableChoice {
  /** The columns to show, in this order; without it all, in the order of their appearance. */
  readonly columns?: readonly string[];
  /** The title above the table. */
  readonly caption?: string;
}

/** Rows as a cell's value: Jupyter asks it for its HTML and its text. */
export class Table {
  readonly rows: readonly TableRow[];
  readonly choice: TableChoice;

  constructor(rows: readonly TableRow[], choice: TableChoice) {
    this.rows = rows;
    this.choice = choice;
  }

  [Symbol.for("Jupyter.display")](): Record<string, string> {
    const { columns, caption } = this.choice;
    const { html, text } = renderTable(
      this.rows,
      columns,
      caption === undefined ? {} : { caption },
    );
    return { "text/html": html, "text/plain": text };
  }
}

/**
 * Shows records as a table where it is a cell's last value: numbers at the right, missing values
 * marked, at most 20 rows (else the first and last 8). An array of records shows itself so
 * already; this adds a caption and a choice of columns.
 * @throws CauceError `not-rows`, `unknown-column`
 */
export function table(rows: readonly object[], choice: TableChoice = {}): Table {
  if (Array.isArray(rows) && rows.every(isRecord)) {
    assertColumns(rows, choice.columns ?? []);
    return new Table(rows, choice);
  }
  throw new CauceError(
    "not-rows",
    '`table` was given what is no list of records. Expected rows such as `[{ model: "knn", accuracy: 0.96 }]`.',
  );
}

function isRecord(row: unknown): row is TableRow {
  return typeof row === "object" && row !== null && !Array.isArray(row);
}
