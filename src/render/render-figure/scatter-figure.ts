import { assertColumns } from "../assert-columns.ts";
import { groupBy } from "../group-by.ts";
import type { Figure } from "./figure.ts";
import { figureLayout } from "./figure-layout.ts";
import { readableColumn } from "./readable-column.ts";

type Row = Readonly<Record<string, unknown>>;

export interface ScatterOptions {
  /** The column along the x axis. */
  readonly x: string;
  /** The column along the y axis. */
  readonly y: string;
  /** A column whose values become groups of one colour each. */
  readonly color?: string;
  readonly title?: string;
  readonly xTitle?: string;
  readonly yTitle?: string;
}

/**
 * Records as points, one trace for each value of `color`.
 * @throws CauceError `unknown-column` for one that no row has.
 */
export function scatterFigure(rows: readonly Row[], options: ScatterOptions): Figure {
  const { x, y, color } = options;
  assertColumns(rows, [x, y, color]);
  const by = color === undefined ? "" : ` by ${readableColumn(color)}`;
  const layout = figureLayout(
    options.title ?? `${readableColumn(y)} over ${readableColumn(x)}${by}`,
    options.xTitle ?? readableColumn(x),
    options.yTitle ?? readableColumn(y),
  );
  const legend = color === undefined ? {} : { legend: { title: { text: readableColumn(color) } } };
  return { data: traces(rows, x, y, color), layout: { ...layout, ...legend } };
}

function traces(
  rows: readonly Row[],
  x: string,
  y: string,
  color: string | undefined,
): Figure["data"] {
  const groups =
    color === undefined
      ? new Map([["", rows]])
      : groupBy(rows, (row) => String(row[color] ?? "missing"));
  return Array.from(groups, ([name, members]) => ({
    type: "scatter",
    mode: "markers",
    ...(color === undefined ? {} : { name }),
    x: members.map((row) => row[x] ?? null),
    y: members.map((row) => row[y] ?? null),
    marker: { size: 8, opacity: 0.8 },
  }));
}
