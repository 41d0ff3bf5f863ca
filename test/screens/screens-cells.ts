/** A notebook that shows each thing once; the names are the cells' ids, and those of the pictures. */
export const cells = {
  imports: `import { Task, ExternalTask, WrapperTask, csv, json, run, dag, why, explore, auto } from "cauce";
import { sweep, range, table, plot, comparisonFigure, confusionMatrixFigure } from "cauce";
import { hyperparameterFigure, scatterFigure, spreadFigure } from "cauce";
import { z } from "zod";
import * as dfd from "danfojs-node";
import KNN from "ml-knn";`,
  helper: `const rounded = (share: number) => Number(share.toFixed(3));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));`,
  tasks: `interface Flower {
  sepal_length: number; sepal_width: number; petal_length: number; petal_width: number; species: string;
}
const species = ["setosa", "versicolor", "virginica"];
const sizes = (one: Flower) => [one.sepal_length, one.sepal_width, one.petal_length, one.petal_width];
const distances = {
  euclidean: (a: number[], b: number[]) => Math.hypot(...range(4).map((at) => a[at] - b[at])),
  manhattan: (a: number[], b: number[]) => range(4).reduce((sum, at) => sum + Math.abs(a[at] - b[at]), 0),
};

class IrisData extends ExternalTask {
  output() { return csv("data/iris.csv"); }
}
class Split extends Task.with({ every: z.int().min(2).default(3).describe("each nth flower is for the test") }) {
  requires() { return new IrisData(); }
  output() { return { train: csv(this, "train"), test: csv(this, "test") }; }
  async run() {
    const rows = await this.input().readRows<Flower>();
    await this.output().train.writeRows(rows.filter((_, at) => at % this.every > 0));
    await this.output().test.writeRows(rows.filter((_, at) => at % this.every === 0));
  }
}
class Knn extends Task.with({
  k: z.int().min(1).default(5).describe("how many neighbours vote"),
  distance: z.enum(["euclidean", "manhattan"]).default("euclidean"),
}) {
  requires() { return new Split(); }
  output() { return json<{ accuracy: number; wrong: number }>(this); }
  async run() {
    const train = await this.input().train.readRows<Flower>();
    const test = await this.input().test.readRows<Flower>();
    const labels = train.map((one) => species.indexOf(one.species));
    const model = new KNN(train.map(sizes), labels, { k: this.k, distance: distances[this.distance] });
    const said: number[] = model.predict(test.map(sizes));
    const wrong = test.filter((one, at) => species[said[at]] !== one.species).length;
    this.log(\`\${wrong} of \${test.length} flowers got a wrong name\`);
    await this.output().write({ accuracy: rounded(1 - wrong / test.length), wrong });
  }
}
class Comparison extends WrapperTask.with({ ks: z.array(z.int()).default([1, 5, 15]) }) {
  requires() { return this.ks.map((k) => new Knn({ k })); }
}
class Broken extends Task {
  requires() { return new Split(); }
  output() { return json<object>(this); }
  async run() {
    const rows = await this.input().test.readRows<Flower>();
    throw new Error(\`The table of \${rows.length} flowers has no column "colour".\`);
  }
}
class Report extends WrapperTask {
  requires() { return { knn: new Knn({ k: 5 }), broken: new Broken() }; }
}
class Slow extends Task.with({ seed: z.int() }) {
  requires() { return new Split(); }
  output() { return json<number>(this); }
  async run() {
    for (let epoch = 1; epoch <= 400; epoch++) {
      this.progress(epoch, 400);
      if (epoch % 10 === 0) console.log("epoch", epoch, "of seed", this.seed);
      await pause(300);
    }
    await this.output().write(this.seed);
  }
}
class SlowOnes extends WrapperTask {
  requires() { return range(1, 5).map((seed) => new Slow({ seed })); }
}`,
  run: "await run(new Comparison())",
  failed: "await run(new Report())",
  "families-24": "dag(new Comparison({ ks: range(1, 25) }))",
  "families-1000": "dag(new Comparison({ ks: range(1, 1_001) }))",
  why: "why(new Comparison({ ks: [1, 7] }))",
  explore: "explore(new Comparison())",
  sweep: `await sweep(Knn, {
  k: range(1, 21),
  distance: ["euclidean", "manhattan"],
}, { metric: "accuracy" })`,
  frame: "await new IrisData().output().readFrame()",
  target: "new Split().output().train",
  records: `table([
  { model: "knn", k: 5, accuracy: 0.96, note: null },
  { model: "knn", k: 15, accuracy: undefined, note: "was not measured" },
  { model: "random-forest", trees: 100, accuracy: 0.98, note: "" },
], { caption: "Records, not all with every field" })`,
  matrix: "plot(confusionMatrixFigure(species, [[17, 0, 0], [0, 15, 2], [0, 1, 15]]))",
  scatter: `plot(scatterFigure(await new IrisData().output().readRows(), {
  x: "petal_length", y: "petal_width", color: "species", title: "Petals of 150 flowers",
  xTitle: "petal length (cm)", yTitle: "petal width (cm)",
}))`,
  hyperparameter: `plot(hyperparameterFigure([1, 2, 5, 10, 20, 50].map((k, at) => ({
  k, accuracy: [0.94, 0.95, 0.97, 0.98, 0.96, 0.9][at],
})), { x: "k", y: "accuracy", logX: true }))`,
  models: `plot(comparisonFigure([
  { model: "knn", accuracy: 0.96, recall: 0.95 }, { model: "random forest", accuracy: 0.98, recall: 0.97 },
], { label: "model", values: ["accuracy", "recall"] }))`,
  spread: `plot(spreadFigure(["knn", "random forest"].flatMap((model, at) => range(5).map((fold) => ({
  model, accuracy: rounded(0.93 + at / 50 + fold / 200),
}))), { label: "model", value: "accuracy" }))`,
  "type-error": `const shown: string = "three";
const wrong: number = shown;
wrong.toFixed(2)`,
  "syntax-error": "const rows = [1, 2, 3;",
  "thrown-error": `function mean(values: number[]) {
  if (values.length === 0) throw new RangeError("the mean of no values");
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
mean([])`,
  auto: "await auto(new Comparison({ ks: [3, 9] }))",
  progress: "await run(new SlowOnes(), { workers: 2, force: true })",
} as const;

export type CellId = keyof typeof cells;
