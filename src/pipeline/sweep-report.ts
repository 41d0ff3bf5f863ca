import type { SettledStatus } from "../core/event.ts";
import type { Task, TaskClass } from "../core/task.ts";
import type { RunReport } from "./run-report.ts";
import type { SweepParams } from "./sweep-grid.ts";

/** One combination of a sweep. */
export interface SweepRow<Class extends TaskClass = TaskClass> {
  /** The swept parameters, by their path. */
  readonly params: SweepParams<Class>;
  readonly task: InstanceType<Class>;
  readonly status: SettledStatus;
  /** Missing where the task has not succeeded, where its metric failed, or where none was asked for. */
  readonly metric?: number;
  /** Why there is no metric: the first line of what its task or its metric threw. */
  readonly error?: string;
}

/** A row that has a metric. */
export type MeasuredRow<Class extends TaskClass = TaskClass> = SweepRow<Class> & {
  readonly metric: number;
};

/** What a sweep found; a notebook shows it as a table and a plot where it is a cell's last value. */
export class SweepReport<Class extends TaskClass = TaskClass> {
  readonly family: string;
  /** The paths of the parameters that were swept over, as given. */
  readonly parameters: readonly string[];
  readonly metricName: string;
  readonly goal: "max" | "min";
  /** Every combination, the best first, those without a metric last; equals in the order of the grid. */
  readonly rows: readonly SweepRow<Class>[];
  /** How the run of all the tasks ended. */
  readonly report: RunReport;

  constructor(
    rows: readonly SweepRow<Class>[],
    about: Pick<SweepReport, "family" | "parameters" | "metricName" | "goal" | "report">,
  ) {
    this.family = about.family;
    this.parameters = about.parameters;
    this.metricName = about.metricName;
    this.goal = about.goal;
    this.report = about.report;
    this.rows = [...rows].sort((a, b) => rank(a, b, about.goal));
  }

  /** The first of the best; undefined where no combination has a metric. */
  get best(): MeasuredRow<Class> | undefined {
    const [first] = this.rows;
    return first !== undefined && hasMetric(first) ? first : undefined;
  }

  /** The combinations that failed, or whose metric did. */
  get failed(): readonly SweepRow<Class>[] {
    return this.rows.filter(({ error }) => error !== undefined);
  }

  /** Flat rows for `table`, for a plot or a CSV: a column for each parameter, then the metric (null where missing). */
  get records(): readonly Readonly<Record<string, unknown>>[] {
    return this.rows.map(({ params, metric }) => ({
      ...params,
      [this.metricName]: metric ?? null,
    }));
  }
}

/** The mean of the same numbers in another order is no other metric. */
function withoutNoise(metric: number): number {
  return Number(metric.toPrecision(12));
}

function hasMetric<Row extends SweepRow<TaskClass<Task>>>(
  row: Row,
): row is Row & { readonly metric: number } {
  return row.metric !== undefined;
}

function rank(a: { metric?: number }, b: { metric?: number }, goal: "max" | "min"): number {
  if (a.metric === undefined || b.metric === undefined)
    return Number(a.metric === undefined) - Number(b.metric === undefined);
  const [first, second] = [withoutNoise(a.metric), withoutNoise(b.metric)];
  return goal === "max" ? second - first : first - second;
}
