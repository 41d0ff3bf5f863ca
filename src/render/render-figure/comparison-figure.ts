import { assertColumns } from "../assert-columns.ts";
import type { Figure } from "./figure.ts";
import { figureLayout } from "./figure-layout.ts";
import { readableColumn } from "./readable-column.ts";

type Row = Readonly<Record<string, unknown>>;

export interface ComparisonOptions {
  /** The column that names what is compared. */
  readonly label: string;
  /** The number columns, one bar each. */
  readonly values: readonly string[];
  readonly title?: string;
  readonly yTitle?: string;
}

/**
 * Models, or anything else, side by side: one group of bars a row, one bar a score.
 * @throws CauceError `unknown-column` for one that no row has.
 */
export function comparisonFigure(rows: readonly Row[], options: ComparisonOptions): Figure {
  assertColumns(rows, [options.label, ...options.values]);
  const labels = rows.map((row) => String(row[options.label] ?? ""));
  const [only] = options.values;
  const yTitle =
    options.yTitle ??
    (options.values.length === 1 && only !== undefined ? readableColumn(only) : "score");
  return {
    data: options.values.map((column) => ({
      type: "bar",
      name: readableColumn(column),
      x: labels,
      y: rows.map((row) => row[column] ?? null),
      text: rows.map((row) => formatScore(row[column])),
      textposition: "outside",
      cliponaxis: false,
    })),
    layout: {
      ...figureLayout(
        options.title ?? `${yTitle} by ${readableColumn(options.label)}`,
        readableColumn(options.label),
        yTitle,
      ),
      barmode: "group",
      showlegend: options.values.length > 1,
    },
  };
}

function formatScore(value: unknown): string {
  return typeof value === "number" && Number.isFinite(value)
    ? String(Number(value.toPrecision(3)))
    : "";
}
