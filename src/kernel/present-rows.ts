import { types } from "node:util";
import { renderTable } from "../render/render-table.ts";
import { countMissing } from "./count-missing.ts";
import { presentLeaf } from "./present-leaf.ts";
import { isObjectLike, isPlainRecord, methodOf, readMember } from "./present-member.ts";
import type { MimeBundle } from "./publisher.ts";

type Row = Readonly<Record<string, unknown>>;

/** The rows that are read of each end of a longer table. */
const mostAtAnEnd = 200;
const mostColumns = 1_000;
/** A wider record is no row of a table. */
const mostKeys = 2_000;
const mostItems = 30;
const deepest = 3;

/** A data frame or an array of records, as a table. Of a long one only both ends are read. */
export function presentRows(value: object): MimeBundle | undefined {
  const table = readPolars(value) ?? readFrame(value) ?? readRecords(value);
  if (table === undefined) return undefined;
  const { html, text } = renderTable(table.rows, table.columns, {
    totalRows: table.total,
    missing: table.missing,
  });
  return { "text/html": html, "text/plain": text };
}

interface Rows {
  readonly rows: readonly Row[];
  readonly columns?: readonly string[];
  readonly total: number;
  readonly missing?: Readonly<Record<string, number>> | undefined;
}

function readRecords(value: object): Rows | undefined {
  if (!Array.isArray(value) || types.isProxy(value) || value.length === 0) return undefined;
  const rows: Row[] = [];
  for (const at of bothEnds(value.length)) {
    const row: unknown = Object.getOwnPropertyDescriptor(value, at)?.value;
    if (!isPlainRecord(row) || Object.keys(row).length > mostKeys) return undefined;
    rows.push(readRow(row));
  }
  return { rows, total: value.length, missing: missingOfRecords(value, rows) };
}

/** No getter is called; a row between the ends that is no record has no cells. */
function missingOfRecords(records: readonly unknown[], ends: readonly Row[]): Rows["missing"] {
  if (records.length === ends.length) return undefined;
  const columns = [...new Set(ends.flatMap((row) => Object.keys(row)))];
  return countMissing(columns, records.length, (at, column) => {
    const row = records[at];
    if (!isObjectLike(row) || types.isProxy(row)) return undefined;
    const found = Object.getOwnPropertyDescriptor(row, columns[column] ?? "");
    return found?.get === undefined ? found?.value : "[Getter]";
  });
}

/** The convention of polars: `schema`, `head`, `toRecords`. */
function readPolars(value: object): Rows | undefined {
  const schema = readMember(value, "schema");
  const head = methodOf(value, "head");
  if (typeof schema !== "object" || schema === null || head === undefined) return undefined;
  if (methodOf(value, "toRecords") === undefined) return undefined;
  const top: unknown = head(mostAtAnEnd);
  const records: unknown = isObjectLike(top) ? methodOf(top, "toRecords")?.() : undefined;
  if (!Array.isArray(records)) return undefined;
  const height = readMember(value, "height");
  const total = typeof height === "number" ? height : records.length;
  return { rows: records.map(readRow), columns: Object.keys(schema), total };
}

/** A danfojs DataFrame (rows) or Series (values). */
function readFrame(value: object): Rows | undefined {
  const columns = readMember(value, "columns");
  if (!Array.isArray(columns)) return undefined;
  const values = readMember(value, "values");
  const index = readMember(value, "index");
  if (!Array.isArray(values) || !Array.isArray(index)) return undefined;
  const shown = [...bothEnds(values.length)];
  // An index that only counts the rows says nothing; any other is a column of its own.
  const counts = shown.every((at) => index[at] === at);
  const rows = shown.map((at) => {
    const row: unknown = values[at];
    const cells: readonly unknown[] = Array.isArray(row) ? row : [row];
    return Object.fromEntries([
      ...(counts ? [] : [["index", index[at]]]),
      ...columns.slice(0, mostColumns).map((name, at) => [name, readCell(cells[at], 0)]),
    ]);
  });
  const names = columns.map(String);
  const missing = countMissing(names, values.length, (at, column) => {
    const row: unknown = values[at];
    return Array.isArray(row) ? row[column] : row;
  });
  return { rows, columns: counts ? names : ["index", ...names], total: values.length, missing };
}

function* bothEnds(length: number): Generator<number> {
  for (let at = 0; at < length; at += 1) {
    if (length > 2 * mostAtAnEnd && at === mostAtAnEnd) at = length - mostAtAnEnd;
    yield at;
  }
}

/** A row whose cells are plain data: no getter is called and nothing long is left in it. */
function readRow(row: object): Row {
  const cells: Record<string, unknown> = {};
  let left = mostColumns;
  for (const name of Object.keys(row)) {
    if (left-- === 0) break;
    const found = Object.getOwnPropertyDescriptor(row, name);
    const cell = found?.get === undefined ? readCell(found?.value, 0) : "[Getter]";
    Object.defineProperty(cells, name, { value: cell, enumerable: true });
  }
  return cells;
}

function readCell(value: unknown, depth: number): unknown {
  if (typeof value === "string") return value.length > 1_000 ? value.slice(0, 1_000) : value;
  if (!isObjectLike(value)) return value;
  if (types.isDate(value)) return new Date(Date.prototype.getTime.call(value));
  if (types.isProxy(value) || depth >= deepest) return presentLeaf(value);
  if (Array.isArray(value))
    return value.slice(0, mostItems).map((item) => readCell(item, depth + 1));
  if (!isPlainRecord(value)) return presentLeaf(value);
  const cells: Record<string, unknown> = {};
  for (const name of Object.keys(value).slice(0, mostItems)) {
    const found = Object.getOwnPropertyDescriptor(value, name);
    const cell = found?.get === undefined ? readCell(found?.value, depth + 1) : "[Getter]";
    Object.defineProperty(cells, name, { value: cell, enumerable: true });
  }
  return cells;
}
