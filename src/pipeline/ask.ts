import type { DagView } from "../core/dag-view.ts";
import { CauceError } from "../core/errors.ts";
import type { Task } from "../core/task.ts";
import { explain, type WhyReport } from "./explain.ts";
import { currentHost } from "./host.ts";
import type { ImpactReport } from "./impact-report.ts";
import type { PlannedGraph } from "./planned-graph.ts";
import { referenceTo } from "./reference-to.ts";
import type { RunOptions } from "./run-options.ts";
import type { RunReport } from "./run-report.ts";
import type { TaskReference } from "./task-reference.ts";
import { viewDag } from "./view-dag.ts";

/** A DAG as it stood when it was asked for; a notebook draws it where it is a cell's last value. */
export class Dag {
  readonly task: TaskReference;
  readonly view: DagView;

  constructor(task: TaskReference, view: DagView) {
    this.task = task;
    this.view = view;
  }
}

/** A DAG to explore; a notebook shows it with its panel where it is a cell's last value. */
export class Exploration {
  readonly task: TaskReference;
  readonly planned: PlannedGraph;

  constructor(task: TaskReference, planned: PlannedGraph) {
    this.task = task;
    this.planned = planned;
  }
}

/**
 * Runs what is stale of a task and of all that it requires, and nothing else. In a notebook the
 * DAG is drawn and turns as tasks run. The tasks run from their code as declared in the cells,
 * never from live variables. A task that fails is in the report; what needs it is blocked, the
 * rest goes on.
 * @throws CauceError before anything runs: a cycle, two writers of one file, a missing external
 * file, a variable that cells reassign.
 */
export async function run(task: Task, options: RunOptions = {}): Promise<RunReport> {
  return currentHost().run(referenceTo(task, "run"), options);
}

/** The DAG of a task, with every task's state and why it would run. Nothing runs. */
export async function dag(task: Task): Promise<Dag> {
  const reference = referenceTo(task, "dag");
  const engine = await currentHost().engine();
  return new Dag(reference, viewDag(await engine.plan(reference)));
}

/**
 * The DAG of a task with a panel to explore it: previews of outputs, code and log of a task, and
 * a form that runs it with other parameters. The panel needs Jupyter's widgets (`pip install
 * anywidget`); without them the picture remains. Nothing runs until it is asked to.
 */
export async function explore(task: Task): Promise<Exploration> {
  const reference = referenceTo(task, "explore");
  const engine = await currentHost().engine();
  return new Exploration(reference, await engine.plan(reference));
}

/**
 * Why a task, and what it requires, would run now, in words with evidence, and about how long that
 * would take with so many `workers`. Nothing runs.
 */
export async function why(
  task: Task,
  options: Pick<RunOptions, "workers"> = {},
): Promise<WhyReport> {
  const reference = referenceTo(task, "why");
  const engine = await currentHost().engine();
  return explain(await engine.plan(reference, options));
}

/**
 * Which tasks would be touched, at most, if something changed: a declared name (`"scale"`), a file
 * from the project's root (`"data/iris.csv"`, `"src/lib.ts"`) or a package. Families are found by
 * their code, tasks through the record of what was made. Nothing runs.
 * @throws CauceError `unknown-subject` where nothing is called so.
 */
export async function impact(subject: string): Promise<ImpactReport> {
  if (typeof subject !== "string")
    throw new CauceError(
      "unknown-subject",
      `\`impact\` was given a value of type ${typeof subject}. Expected a name or a path in quotes, such as \`impact("scale")\`.`,
    );
  return (await currentHost().engine()).impact(subject);
}
