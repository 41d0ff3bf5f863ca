import { readFile } from "node:fs/promises";
import path from "node:path";
import { readCode } from "../../src/cli/read-cells.ts";
import type { Task, TaskClass } from "../../src/core/task.ts";
import { Engine } from "../../src/pipeline/engine.ts";
import { openProject } from "../../src/pipeline/project.ts";
import { csv } from "../../src/target/csv.ts";
import { json } from "../../src/target/json.ts";
import { Project, packageFolder } from "../e2e/project-rig.ts";

export const notebookFile = path.join(packageFolder, "notebooks/iris.ipynb");

export interface Flower {
  readonly sepal_length: number;
  readonly sepal_width: number;
  readonly petal_length: number;
  readonly petal_width: number;
  readonly species: string;
}

export interface Prediction extends Flower {
  readonly predicted: string;
}

export interface Metric {
  readonly metric: string;
  readonly species: string;
  readonly value: number;
}

/** The committed notebook and its data in a project of their own, in which nothing was run. */
export async function makeIrisProject(): Promise<Project> {
  const data = await readFile(path.join(packageFolder, "data/iris.csv"), "utf8");
  const notebook = await readFile(notebookFile, "utf8");
  return Project.make({ files: { "data/iris.csv": data, "notebooks/iris.ipynb": notebook } });
}

/** The notebook's own task classes, loaded in this process. */
export async function loadIrisTasks(project: Project) {
  const opened = openProject({
    folder: project.path("notebooks"),
    library: async () => await import("../../src/index.ts"),
  });
  const engine = new Engine(opened, readCode(project.path("notebooks/iris.ipynb")));
  const tasks = {
    TrainModel: await engine.loadClass("TrainModel"),
    TrainTestSplit: await engine.loadClass("TrainTestSplit"),
  };
  return { ...tasks, close: () => opened.close() };
}

/** A task of a class whose parameters the compiler does not know. */
export function create(taskClass: TaskClass, given: object): Task {
  return new taskClass(given as never);
}

/** Runs the notebook's TrainModel on flowers that a test chose, in place of those of TrainTestSplit. */
export async function trainOn(
  TrainModel: TaskClass,
  given: object,
  flowers: { readonly train: readonly object[]; readonly test: readonly object[] },
): Promise<{
  readonly predictions: Prediction[];
  readonly metrics: Metric[];
  readonly model: unknown;
}> {
  const input = { train: csv("outputs/on/train.csv"), test: csv("outputs/on/test.csv") };
  const output = {
    model: json<unknown>("outputs/on/model.json"),
    predictions: csv("outputs/on/predictions.csv"),
    metrics: csv("outputs/on/metrics.csv"),
  };
  await input.train.writeRows(flowers.train);
  await input.test.writeRows(flowers.test);
  const task = Object.assign(create(TrainModel, given), {
    input: () => input,
    output: () => output,
  });
  await task.run();
  return {
    predictions: await output.predictions.readRows<Prediction>(),
    metrics: await output.metrics.readRows<Metric>(),
    model: await output.model.read(),
  };
}
