import type { ColumnType } from "./csv-column.ts";

/** What stands in a cell, before quotes; a number is written as JavaScript writes it. */
export type PlainCell = string | number | boolean;

/** Undefined where no cell of a column so declared can hold the value. */
export function plainCell(value: unknown, type: ColumnType | undefined): PlainCell | undefined {
  if (value === null || value === undefined) return "";
  if (type !== undefined && typeof value !== type && !(type === "string" && isDate(value)))
    return undefined;
  switch (typeof value) {
    case "number":
      if (Number.isFinite(value)) return value;
      // NaN is how number arrays say "missing"; an infinity is a value, and would come back as text.
      return Number.isNaN(value) ? "" : undefined;
    case "string":
    case "boolean":
      return value;
    case "bigint":
      return String(value);
    default:
      return isDate(value) && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined;
  }
}

/** By its tag, since a Date made in another realm (a cell of a notebook) is no instance of ours. */
export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === "[object Date]";
}
