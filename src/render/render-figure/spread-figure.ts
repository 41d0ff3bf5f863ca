import { assertColumns } from "../assert-columns.ts";
import { groupBy } from "../group-by.ts";
import type { Figure } from "./figure.ts";
import { figureLayout } from "./figure-layout.ts";
import { readableColumn } from "./readable-column.ts";

type Row = Readonly<Record<string, unknown>>;

export interface SpreadOptions {
  /** The column that names what is compared, such as the model. */
  readonly label: string;
  /** The column of the score, one row a fold; rows without a number there are left out. */
  readonly value: string;
  readonly title?: string;
  readonly yTitle?: string;
}

const DOTS = "#56b4e9";
const MEAN = "#1f83c6";

/**
 * Models side by side with the spread over their folds: a dot for each row, and for each label the
 * mean with one standard deviation (of a sample: n − 1) up and down.
 * @throws CauceError `unknown-column` for one that no row has.
 */
export function spreadFigure(rows: readonly Row[], options: SpreadOptions): Figure {
  const { label, value } = options;
  assertColumns(rows, [label, value]);
  const measured = rows.filter((row) => Number.isFinite(row[value]));
  const groups = groupBy(measured, (row) => String(row[label] ?? ""));
  const scores = Array.from(groups.values(), (members) => members.map((row) => Number(row[value])));
  const yTitle = options.yTitle ?? readableColumn(value);
  const xTitle = readableColumn(label);
  const layout = figureLayout(options.title ?? `${yTitle} by ${xTitle}`, xTitle, yTitle);
  const names = [...groups.keys()];
  return {
    data: [
      {
        type: "scatter",
        mode: "markers",
        name: "one fold",
        x: names.flatMap((name, at) => (scores[at] ?? []).map(() => name)),
        y: scores.flat(),
        marker: { size: 7, color: DOTS, opacity: 0.55 },
      },
      {
        type: "scatter",
        mode: "markers",
        name: "mean ± std. dev.",
        x: names,
        y: scores.map(mean),
        error_y: {
          type: "data",
          array: scores.map(deviation),
          color: MEAN,
          thickness: 2,
          width: 8,
        },
        marker: { size: 11, color: MEAN, opacity: 1 },
      },
    ],
    layout: {
      ...layout,
      xaxis: { ...Object(layout.xaxis), type: "category", range: [-0.5, names.length - 0.5] },
    },
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
