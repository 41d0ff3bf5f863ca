import { assertColumns } from "../assert-columns.ts";
import { groupBy } from "../group-by.ts";
import type { Figure, Trace } from "./figure.ts";
import { figureLayout } from "./figure-layout.ts";
import { powerTicks } from "./nice-ticks.ts";
import { readableColumn } from "./readable-column.ts";

const MOST_TICKS = 8;

type Row = Readonly<Record<string, unknown>>;

export interface HyperparameterOptions {
  /** The column of the hyperparameter. */
  readonly x: string;
  /** The column of the metric; rows without a number there are left out. */
  readonly y: string;
  /** A column whose values become a line of one colour each. */
  readonly color?: string;
  /** Which end of the metric is the best, and marked: "max" (the default) or "min". */
  readonly goal?: "max" | "min";
  /** A logarithmic axis for the hyperparameter, whose values must then be above 0. */
  readonly logX?: boolean;
  readonly title?: string;
  readonly xTitle?: string;
  readonly yTitle?: string;
}

/** Reads on light and on dark paper. */
const BEST = "#d4344c";

/**
 * A metric over a hyperparameter, such as accuracy over `k`: a line where the hyperparameter is a
 * number, points where it is text, and the best marked: of several the
 * first in the order of the rows, which may be any.
 * @throws CauceError `unknown-column` for one that no row has.
 */
export function hyperparameterFigure(rows: readonly Row[], options: HyperparameterOptions): Figure {
  const { x, y, color, goal = "max", logX = false } = options;
  assertColumns(rows, [x, y, color]);
  const measured = rows.filter((row) => isNumber(row[y]) && row[x] !== undefined);
  const isLine = measured.every((row) => isNumber(row[x]));
  const sorted = isLine ? measured.toSorted((a, b) => Number(a[x]) - Number(b[x])) : measured;
  const by = color === undefined ? "" : ` by ${readableColumn(color)}`;
  const [xTitle, yTitle] = [
    options.xTitle ?? readableColumn(x),
    options.yTitle ?? readableColumn(y),
  ];
  const layout = figureLayout(options.title ?? `${yTitle} over ${xTitle}${by}`, xTitle, yTitle);
  const xaxis = {
    ...Object(layout.xaxis),
    // plotly leaves the first and the last name half a word of room; a picture's bands leave half a band.
    ...(isLine ? {} : { type: "category", range: [-0.5, countNames(measured, x) - 0.5] }),
    ...(logX && isLine ? logAxis(sorted.map((row) => Number(row[x]))) : {}),
  };
  return {
    data: [...lines(sorted, options, isLine), ...bestMark(measured, x, y, goal)],
    layout: {
      ...layout,
      xaxis,
      showlegend: true,
      ...(color === undefined ? {} : { legend: { title: { text: readableColumn(color) } } }),
    },
  };
}

/** plotly by itself writes "1, 2, 5, 10, 2, 5" below such an axis. */
function logAxis(values: readonly number[]): Record<string, unknown> {
  const exponents = values.filter((value) => value > 0).map(Math.log10);
  const [low = 0, high = 0] = [exponents.at(0), exponents.at(-1)];
  const ticks = powerTicks(low, high, MOST_TICKS);
  return {
    type: "log",
    tickmode: "array",
    tickvals: ticks.map(({ exponent }) => Number((10 ** exponent).toPrecision(12))),
    ticktext: ticks.map(({ label }) => label),
  };
}

function lines(
  rows: readonly Row[],
  { x, y, color }: HyperparameterOptions,
  isLine: boolean,
): Trace[] {
  const groups = groupBy(rows, (row) =>
    color === undefined ? "" : String(row[color] ?? "missing"),
  );
  return Array.from(groups, ([name, members]) => ({
    type: "scatter",
    mode: isLine ? "lines+markers" : "markers",
    name: color === undefined ? readableColumn(y) : name,
    x: members.map((row) => (isLine ? row[x] : String(row[x]))),
    y: members.map((row) => row[y]),
    marker: { size: 7, opacity: 0.9 },
  }));
}

function bestMark(rows: readonly Row[], x: string, y: string, goal: "max" | "min"): Trace[] {
  const best = rows.reduce<Row | undefined>((found, row) => {
    if (found === undefined) return row;
    const [value, record] = [withoutNoise(row[y]), withoutNoise(found[y])];
    const isBetter = goal === "max" ? value > record : value < record;
    return isBetter ? row : found;
  }, undefined);
  if (best === undefined) return [];
  const at = isNumber(best[x]) ? best[x] : String(best[x]);
  return [
    {
      type: "scatter",
      mode: "markers",
      name: `best: ${Number(Number(best[y]).toPrecision(4))} at ${at}`,
      x: [at],
      y: [best[y]],
      marker: { size: 15, symbol: "circle-open", color: BEST, opacity: 1, line: { width: 2 } },
    },
  ];
}

function countNames(rows: readonly Row[], x: string): number {
  return new Set(rows.map((row) => String(row[x]))).size;
}

/** The mean of the same numbers in another order is no better. */
function withoutNoise(value: unknown): number {
  return Number(Number(value).toPrecision(12));
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
