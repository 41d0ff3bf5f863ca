import type { Figure } from "./render-figure/figure.ts";
import { hyperparameterFigure } from "./render-figure/hyperparameter-figure.ts";
import type { TableRow } from "./render-table.ts";

/** More lines than this cannot be told apart. */
const MOST_LINES = 6;

export interface SweptRecords {
  readonly records: readonly TableRow[];
  /** The columns that were swept over. */
  readonly parameters: readonly string[];
  readonly metricName: string;
  readonly goal: "max" | "min";
}

/**
 * The metric over the parameter that a reader looks for first: the one with the most values, numbers
 * before text. One further parameter is told by colour; of the others the best is shown.
 */
export function sweepFigure(sweep: SweptRecords): Figure | undefined {
  const { metricName: y, goal } = sweep;
  const records = sweep.records.filter((row) => typeof row[y] === "number");
  const axes = sweep.parameters
    .map((name) => ({ name, values: valuesOf(records, name) }))
    .filter(({ values }) => values.length > 1)
    .sort(
      (a, b) =>
        Number(isNumeric(b.values)) - Number(isNumeric(a.values)) ||
        b.values.length - a.values.length,
    );
  const [x, ...others] = axes;
  if (x === undefined) return undefined;
  const color = others.filter(({ values }) => values.length <= MOST_LINES).at(0);
  const shown = bestOfEach(records, [x.name, ...(color === undefined ? [] : [color.name])], sweep);
  const told = color === undefined ? 1 : 2;
  const hidden = axes.length > told ? "best " : "";
  return hyperparameterFigure(shown.map(writeLists), {
    x: x.name,
    y,
    goal,
    logX: isSpreadWide(x.values),
    ...(color === undefined ? {} : { color: color.name }),
    yTitle: `${hidden}${y.replace(/_/g, " ")}`,
  });
}

function valuesOf(records: readonly TableRow[], name: string): readonly unknown[] {
  return [...new Map(records.map((row) => [JSON.stringify(row[name]), row[name]])).values()];
}

function isNumeric(values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === "number");
}

/** Powers such as 0.001, 0.01, 0.1 would crowd at one end of a plain axis; counts from 1 to 30 do not. */
function isSpreadWide(values: readonly unknown[]): boolean {
  if (!isNumeric(values) || values.length < 3) return false;
  const numbers = (values as readonly number[]).toSorted((a, b) => a - b);
  const [low = 0, middle = 0, high = 0] = [
    numbers[0],
    numbers[numbers.length >> 1],
    numbers.at(-1),
  ];
  return low > 0 && high / low >= 100 && (middle - low) / (high - low) < 0.15;
}

/** Where several rows share what the plot tells, the best of them stands for all. */
function bestOfEach(
  records: readonly TableRow[],
  names: readonly string[],
  { metricName, goal }: SweptRecords,
): TableRow[] {
  const best = new Map<string, TableRow>();
  for (const row of records) {
    const key = JSON.stringify(names.map((name) => row[name]));
    const found = best.get(key);
    const sign = goal === "max" ? 1 : -1;
    if (found === undefined || sign * Number(row[metricName]) > sign * Number(found[metricName]))
      best.set(key, row);
  }
  return [...best.values()];
}

function writeLists(row: TableRow): TableRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === "object" && value !== null ? JSON.stringify(value) : value,
    ]),
  );
}
