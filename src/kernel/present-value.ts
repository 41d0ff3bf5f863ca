import { inspect } from "node:util";
import { Dag, WhyReport } from "../pipeline/ask.ts";
import { RunReport } from "../pipeline/run-report.ts";
import { renderTable } from "../render/render-table.ts";
import { renderWhy } from "../render/render-why.ts";
import type { LiveDags } from "./live-dags.ts";
import type { MimeBundle } from "./publisher.ts";

const displayMethod = Symbol.for("Jupyter.display");

/** How a cell's last value is shown; undefined where it is shown already, or not at all. */
export async function presentValue(
  value: unknown,
  dags: LiveDags,
): Promise<MimeBundle | undefined> {
  if (value === undefined || value instanceof RunReport) return undefined;
  if (value instanceof Dag) {
    dags.draw(value.task, value.view);
    return undefined;
  }
  if (value instanceof WhyReport) return toBundle(renderWhy(value));
  const own = await askToDisplay(value);
  if (own !== undefined) return own;
  const rows = rowsOf(value);
  if (rows !== undefined) return toBundle(renderTable(rows.rows, rows.columns));
  return {
    "text/plain": inspect(value, {
      depth: 4,
      maxArrayLength: 100,
      maxStringLength: 10_000,
      breakLength: 100,
    }),
  };
}

function toBundle({ html, text }: { readonly html: string; readonly text: string }): MimeBundle {
  return { "text/html": html, "text/plain": text };
}

/** The ecosystem's convention: a method under `Symbol.for("Jupyter.display")` gives a MIME bundle. */
async function askToDisplay(value: unknown): Promise<MimeBundle | undefined> {
  if (typeof value !== "object" || value === null || !(displayMethod in value)) return undefined;
  const display: unknown = (value as Record<symbol, unknown>)[displayMethod];
  return typeof display === "function" ? ((await display.call(value)) as MimeBundle) : undefined;
}

/** The rows of a danfojs DataFrame or Series, or of an array of records. */
function rowsOf(
  value: unknown,
): { rows: readonly Record<string, unknown>[]; columns?: readonly string[] } | undefined {
  if (Array.isArray(value))
    return value.length > 0 && value.every(isRecord) ? { rows: value } : undefined;
  return isFrame(value) ? frameRows(value) : undefined;
}

/** An index that only counts the rows says nothing; any other is a column of its own. */
function frameRows({ columns, values, index }: Frame): {
  rows: readonly Record<string, unknown>[];
  columns: readonly string[];
} {
  const counts = index === undefined || index.every((label, at) => label === at);
  const names = counts ? columns : ["index", ...columns];
  const rows = values.map((value, at) => {
    const cells: readonly unknown[] = Array.isArray(value) ? value : [value];
    return Object.fromEntries([
      ...(counts ? [] : [["index", index[at]]]),
      ...columns.map((name, column) => [name, cells[column]]),
    ]);
  });
  return { rows, columns: names };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

interface Frame {
  readonly columns: readonly string[];
  /** Rows of a DataFrame, values of a Series. */
  readonly values: readonly unknown[];
  readonly index?: readonly unknown[];
}

function isFrame(value: unknown): value is Frame {
  if (typeof value !== "object" || value === null || !("columns" in value) || !("values" in value))
    return false;
  return (
    Array.isArray(value.columns) &&
    Array.isArray(value.values) &&
    "index" in value &&
    Array.isArray(value.index)
  );
}
