import { CauceError } from "../core/errors.ts";
import { Task, type TaskClass } from "../core/task.ts";
import { currentHost } from "./host.ts";
import type { RunOptions } from "./run-options.ts";
import type { TaskReport } from "./run-report.ts";
import { type Combination, expandGrid, type SweepBase, type SweepGrid } from "./sweep-grid.ts";
import { assertMeasurable, type Metric, measure } from "./sweep-metric.ts";
import { SweepReport, type SweepRow } from "./sweep-report.ts";

export interface SweepOptions<Class extends TaskClass> extends RunOptions {
  /** The parameters that stay the same, as the constructor takes them, or parts of them. */
  readonly base?: SweepBase<Class>;
  /**
   * What the combinations are compared by: the name of a number in a JSON output (`"accuracy"`,
   * `"test.accuracy"`), or a function of the task's output. Without it nothing is compared.
   */
  readonly metric?:
    | string
    | ((
        output: ReturnType<InstanceType<Class>["output"]>,
        task: InstanceType<Class>,
      ) => number | Promise<number>);
  /** Whether the highest metric is the best ("max", the default) or the lowest. */
  readonly goal?: "max" | "min";
  /** What tables and plots call the metric; its field, or "metric", where it is left out. */
  readonly metricName?: string;
}

/**
 * Runs a task for every combination of some parameters' values, in one plan: what is fresh does not
 * run again, so a wider sweep runs the new combinations only. `sweep(TrainModel,
 * { "model.k": range(1, 31) }, { base: { model: { kind: "knn" } }, metric: "accuracy" })`.
 * In a notebook the DAG turns as tasks run; the result, as a cell's last value, is a table sorted
 * by the metric and a plot. A combination that fails is listed with its error, the others count.
 * @throws CauceError before anything runs: `unknown-parameter`, `bad-parameter`, `bad-grid`,
 * `bad-metric`, and what `run` throws.
 */
export async function sweep<Class extends TaskClass>(
  taskClass: Class,
  grid: SweepGrid<Class>,
  options: SweepOptions<Class> = {},
): Promise<SweepReport<Class>> {
  assertTaskClass(taskClass);
  const { base, metric, goal = "max", metricName, ...runOptions } = options;
  if (goal !== "max" && goal !== "min")
    throw new CauceError("bad-metric", `\`goal\` is \`${String(goal)}\`. Expected "max" or "min".`);
  const combinations = expandGrid(taskClass, grid, base);
  assertMeasurable(
    combinations.map(({ task }) => task),
    metric as Metric | undefined,
  );
  // One plan for all: what several of them require is made once.
  const wanted = combinations.map(({ task: { family, given } }) => ({ family, given }));
  const report = await currentHost().run(wanted, runOptions);
  const ends = new Map(report.tasks.map((ended) => [ended.id, ended]));
  const rows: SweepRow[] = [];
  for (const combination of combinations) {
    const ended = ends.get(combination.task.id);
    rows.push(await describeRow(combination, ended, metric as Metric | undefined));
  }
  return new SweepReport(rows as readonly SweepRow<Class>[], {
    family: taskClass.name,
    parameters: Object.keys(grid),
    metricName: metricName ?? (typeof metric === "string" ? metric : "metric"),
    goal,
    report,
  });
}

async function describeRow(
  { params, task }: Combination,
  ended: TaskReport | undefined,
  metric: Metric | undefined,
): Promise<SweepRow> {
  const status = ended?.status ?? "cancelled";
  const row = { params, task, status };
  if (status === "failed") return { ...row, error: firstLine(ended?.error?.message ?? "failed") };
  if (status === "blocked") return { ...row, error: "a task that it requires failed" };
  if (status === "cancelled" || metric === undefined) return row;
  try {
    return { ...row, metric: await measure(task, metric) };
  } catch (error) {
    return { ...row, error: firstLine(error instanceof Error ? error.message : String(error)) };
  }
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

function assertTaskClass(taskClass: unknown): void {
  if (typeof taskClass === "function" && taskClass.prototype instanceof Task) return;
  const found =
    taskClass instanceof Task
      ? `a task: write the class itself, \`sweep(${taskClass.family}, …)\``
      : `a value of type ${typeof taskClass}`;
  throw new CauceError(
    "not-a-task-class",
    `\`sweep\` was given ${found}. Expected a task class and the values of its parameters, such as \`sweep(TrainModel, { k: [1, 3, 5] })\`.`,
  );
}
