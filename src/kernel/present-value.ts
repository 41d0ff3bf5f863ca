import { inspect } from "node:util";
import { Dag, WhyReport } from "../pipeline/ask.ts";
import { RunReport } from "../pipeline/run-report.ts";
import { renderTable } from "../render/render-table.ts";
import { renderWhy } from "../render/render-why.ts";
import type { LiveDags } from "./live-dags.ts";
import type { MimeBundle } from "./publisher.ts";

const displayMethod = Symbol.for("Jupyter.display");

/** How a cell's last value is shown; undefined where it is shown already, or not at all. */
export async function presentValue(value: unknown, dags: LiveDags): Promise<MimeBundle | undefined> {
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
  return { "text/plain": inspect(value, { depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100 }) };
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

/** The rows of a danfojs DataFrame, or of an array of records. */
function rowsOf(value: unknown): { rows: readonly Record<string, unknown>[]; columns?: readonly string[] } | undefined {
  if (Array.isArray(value)) return value.length > 0 && value.every(isRecord) ? { rows: value } : undefined;
  if (!isFrame(value)) return undefined;
  const { columns, values } = value;
  return { columns, rows: values.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]]))) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isFrame(value: unknown): value is { columns: readonly string[]; values: readonly (readonly unknown[])[] } {
  if (typeof value !== "object" || value === null || !("columns" in value) || !("values" in value)) return false;
  return Array.isArray(value.columns) && Array.isArray(value.values) && value.values.every(Array.isArray);
}
