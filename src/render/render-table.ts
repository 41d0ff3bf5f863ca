import { escapeXml } from "./escape-xml.ts";
import { formatValue } from "./format-value.ts";
import { BLOCK_STYLE } from "./html-style.ts";
import { isMissing } from "./is-missing.ts";
import { type Align, renderGridHtml } from "./render-grid-html.ts";
import { renderGridText } from "./render-grid-text.ts";
import type { Rendered } from "./render-report.ts";

export type TableRow = Readonly<Record<string, unknown>>;

export interface TableOptions {
  /** How many rows there are in all, where `rows` holds only some of them. */
  readonly totalRows?: number;
  /** How many cells of each column are missing, where `rows` holds only some of them. */
  readonly missing?: Readonly<Record<string, number>> | undefined;
  /** The title above the table. */
  readonly caption?: string;
  /** Up to how many rows all are shown: 20 where it is left out. */
  readonly mostRows?: number;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly align: Align;
  /** How many of its cells are missing; undefined where nobody has counted. */
  readonly missing: number | undefined;
}

const MOST_ROWS = 20;
const ENDS = 8;
const MOST_COLUMNS = 24;
const LONGEST_CELL = 120;
/** No row of a table: where rows between the first and the last are left out. */
const GAP = Symbol("gap");

/**
 * Records as a table, in HTML and in text: at most 20 rows (else the first and last 8), the
 * type of each column, numbers at the right; null, undefined, NaN and "" are marked as missing
 * and counted.
 * `names` says which columns, in which order; otherwise all, in the order of their appearance.
 */
export function renderTable(
  rows: readonly TableRow[],
  names: readonly string[] = listColumns(rows),
  options: TableOptions = {},
): Rendered {
  const isWhole = options.totalRows === undefined || options.totalRows === rows.length;
  const columns = names.slice(0, MOST_COLUMNS).map((name) => ({
    ...describeColumn(name, rows),
    missing: options.missing?.[name] ?? (isWhole ? countMissing(name, rows) : undefined),
  }));
  const shown = pickRows(rows, options.mostRows ?? MOST_ROWS);
  const size = describeSize(options.totalRows ?? rows.length, names.length, columns.length);
  return {
    html: tableHtml(columns, shown, size, options.caption),
    text: tableText(columns, shown, size, options.caption),
  };
}

function listColumns(rows: readonly TableRow[]): string[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  return [...names];
}

function pickRows(rows: readonly TableRow[], mostRows: number): (TableRow | typeof GAP)[] {
  if (rows.length <= mostRows) return [...rows];
  return [...rows.slice(0, ENDS), GAP, ...rows.slice(-ENDS)];
}

function describeSize(rowCount: number, columnCount: number, shownColumns: number): string {
  const rows = `${rowCount.toLocaleString("en-US")} ${rowCount === 1 ? "row" : "rows"}`;
  const columns = `${columnCount} ${columnCount === 1 ? "column" : "columns"}`;
  return `${rows} × ${columns}${shownColumns < columnCount ? ` (${shownColumns} shown)` : ""}`;
}

function countMissing(name: string, rows: readonly TableRow[]): number {
  return rows.reduce((sum, row) => sum + Number(isMissing(row[name])), 0);
}

function describeColumn(name: string, rows: readonly TableRow[]): Omit<Column, "missing"> {
  const types = new Set(
    rows
      .map((row) => row[name])
      .filter((value) => !isMissing(value))
      .map(typeOf),
  );
  const type = types.size === 0 ? "empty" : types.size === 1 ? [...types].join() : "mixed";
  return { name, type, align: type === "number" || type === "bigint" ? "right" : "left" };
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "list";
  return value instanceof Date ? "date" : typeof value;
}

function formatCell(value: unknown): string {
  if (typeof value !== "number") return formatValue(value, LONGEST_CELL);
  if (Number.isInteger(value) || !Number.isFinite(value)) return String(value);
  return String(Number(Math.abs(value) < 1e5 ? value.toPrecision(6) : value.toFixed(2)));
}

function missingWord(value: unknown): string {
  if (value === null) return "null";
  if (value === "") return "empty";
  return value === undefined ? "–" : "NaN";
}

function tableHtml(
  columns: readonly Column[],
  shown: readonly (TableRow | typeof GAP)[],
  size: string,
  caption: string | undefined,
): string {
  const headings = columns.map(
    ({ name, type, missing }) =>
      `${escapeXml(name)}<br><span style="font-weight:400;font-size:11px;opacity:0.7">${type}${missing && type !== "empty" ? `, <span style="white-space:nowrap">${missing} missing</span>` : ""}</span>`,
  );
  const rows = shown.map((row) =>
    columns.map(({ name }) => (row === GAP ? faint("⋮") : cellHtml(row[name]))),
  );
  const aligns = columns.map((column) => column.align);
  const title =
    caption === undefined
      ? ""
      : `<div style="margin-bottom:4px"><b>${escapeXml(caption)}</b></div>`;
  const foot = `<div style="opacity:0.75;font-size:12px;margin-top:4px">${size}</div>`;
  return `<div style="${BLOCK_STYLE}">${title}${renderGridHtml(headings, rows, aligns)}${foot}</div>`;
}

function cellHtml(value: unknown): string {
  return isMissing(value) ? faint(missingWord(value)) : escapeXml(formatCell(value));
}

function faint(words: string): string {
  return `<span style="opacity:0.7;font-style:italic">${words}</span>`;
}

function tableText(
  columns: readonly Column[],
  shown: readonly (TableRow | typeof GAP)[],
  size: string,
  caption: string | undefined,
): string {
  const cells = shown.map((row) =>
    columns.map(({ name }) => {
      if (row === GAP) return "⋮";
      return isMissing(row[name]) ? missingWord(row[name]) : formatCell(row[name]);
    }),
  );
  const grid = renderGridText(
    columns.map((column) => column.name),
    cells,
    columns.map((column) => column.align),
    columns.map(() => 32),
  );
  const gaps = columns.flatMap(({ name, missing }) => (missing ? [`${name} ${missing}`] : []));
  return [
    ...(caption === undefined ? [] : [caption]),
    grid,
    gaps.length === 0 ? size : `${size} · missing: ${gaps.join(", ")}`,
  ].join("\n");
}
