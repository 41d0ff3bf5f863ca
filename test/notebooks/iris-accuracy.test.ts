import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { csv } from "../../src/target/csv.ts";
import type { Project } from "../e2e/project-rig.ts";
import { create, type Flower, loadIrisTasks, makeIrisProject, trainOn } from "./iris-rig.ts";

interface Split {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

let project: Project;
let tasks: Awaited<ReturnType<typeof loadIrisTasks>>;
let flowers: Flower[];
let splits: readonly Split[];

beforeAll(async () => {
  project = await makeIrisProject();
  tasks = await loadIrisTasks(project);
  flowers = await csv("data/iris.csv").readRows<Flower>();
  const file = path.join(import.meta.dirname, "iris-splits.json");
  ({ holdout: splits } = JSON.parse(await readFile(file, "utf8")));
});

afterAll(async () => {
  await tasks.close();
  project[Symbol.dispose]();
});

async function accuracyOn(given: object, split: Split): Promise<number> {
  const { metrics, predictions } = await trainOn(tasks.TrainModel, given, {
    train: pick(split.train),
    test: pick(split.test),
  });
  const accuracy = metrics.find(({ metric }) => metric === "accuracy")?.value ?? Number.NaN;
  const right = predictions.filter(({ species, predicted }) => species === predicted).length;
  expect(accuracy).toBeCloseTo(right / predictions.length, 12);
  return accuracy;
}

async function meanAccuracy(model: object, on: readonly Split[]): Promise<number> {
  let sum = 0;
  for (const split of on) sum += await accuracyOn({ model }, split);
  return sum / on.length;
}

function pick(rows: readonly number[]): Flower[] {
  return rows.map((row) => flowers[row] as Flower);
}

// The means are scikit-learn's, over 100 stratified 70/30 splits of the same flowers.
describe("the notebook's TrainModel on stratified splits", () => {
  test("is as accurate as scikit-learn with 5 nearest neighbours", async () => {
    expect(await meanAccuracy({ kind: "knn" }, splits)).toBeCloseTo(0.9658, 4);
  });

  test("is as accurate as scikit-learn with a forest of 100 trees", async () => {
    // 40 of the 100 splits, for time: the mean of 40 strays by 0.029 / √40 = 0.005 from that of all.
    const mean = await meanAccuracy({ kind: "random-forest" }, splits.slice(0, 40));
    expect(Math.abs(mean - 0.951), `mean ${mean}`).toBeLessThanOrEqual(0.01);
  });
});

describe("what TrainModel refuses", () => {
  const knn = { model: { kind: "knn" } };
  const split = () => ({ train: [...flowers.slice(0, 100)], test: [...flowers.slice(100)] });

  test("a feature that is no column, by name and with those that are there", async () => {
    const given = { ...knn, features: ["petal_size"] };
    await expect(trainOn(tasks.TrainModel, given, split())).rejects.toThrow(
      'There is no column "petal_size". There are: sepal_length, sepal_width, petal_length, petal_width, species.',
    );
  });

  test("a flower without a measurement, by row and column", async () => {
    const { train, test: held } = split();
    const gap = { ...train[6], petal_width: null };
    const gapped = { train: [...train.slice(0, 6), gap, ...train.slice(7)], test: held };
    await expect(trainOn(tasks.TrainModel, knn, gapped)).rejects.toThrow(
      /"petal_width" of flower 7 is .*, not a number/,
    );
  });

  test("more neighbours than there are flowers", async () => {
    const given = { model: { kind: "knn", k: 101 } };
    await expect(trainOn(tasks.TrainModel, given, split())).rejects.toThrow("k is 101");
  });

  test("hyperparameters of the other kind of model, and no neighbours at all", () => {
    expect(() => create(tasks.TrainModel, { model: { kind: "forest" } })).toThrow(/model/);
    expect(() => create(tasks.TrainModel, { model: { kind: "knn", k: 0 } })).toThrow(/model\.k/);
  });
});

describe("TrainModel", () => {
  test("trains on the features that it is given, and writes them with the model", async () => {
    const given = { model: { kind: "knn", k: 3 }, features: ["petal_length", "petal_width"] };
    const [split] = splits;
    if (split === undefined) throw new Error("no split");
    const chosen = { train: pick(split.train), test: pick(split.test) };
    const { model } = await trainOn(tasks.TrainModel, given, chosen);
    expect(model).toMatchObject({
      species: ["setosa", "versicolor", "virginica"],
      features: ["petal_length", "petal_width"],
      trained: { name: "KNN", k: 3 },
    });
  });

  test("scores a species that it never names with a precision of 0", async () => {
    const two = flowers.filter(({ species }) => species !== "virginica");
    const third = { ...(flowers[120] as Flower) };
    const known = { train: [...two, third], test: [third, ...two.slice(0, 10)] };
    const { metrics } = await trainOn(tasks.TrainModel, { model: { kind: "knn", k: 101 } }, known);
    expect(metrics.filter(({ species }) => species === "virginica")).toEqual([
      { metric: "precision", species: "virginica", value: 0 },
      { metric: "recall", species: "virginica", value: 0 },
    ]);
  });
});

describe("TrainTestSplit", () => {
  interface Halves {
    readonly train: Flower[];
    readonly test: Flower[];
  }

  async function halve(given: object): Promise<Halves> {
    const output = { train: csv("outputs/half/train.csv"), test: csv("outputs/half/test.csv") };
    await Object.assign(create(tasks.TrainTestSplit, given), { output: () => output }).run();
    const train = await output.train.readRows<Flower>();
    return { train, test: await output.test.readRows<Flower>() };
  }

  test("puts 15 flowers of each species aside, and every flower on one side", async () => {
    const { train, test: held } = await halve({});
    for (const name of ["setosa", "versicolor", "virginica"]) {
      expect(held.filter(({ species }) => species === name)).toHaveLength(15);
    }
    expect(sortedLines([...train, ...held])).toEqual(sortedLines(flowers));
  });

  test("repeats itself for one seed, and not for another", async () => {
    expect(await halve({ seed: 7 })).toEqual(await halve({ seed: 7 }));
    expect(await halve({ seed: 8 })).not.toEqual(await halve({ seed: 7 }));
  });

  test("puts every flower aside about as often as any other", async () => {
    const seeds = 100;
    const counts = new Map<string, number>();
    for (let seed = 0; seed < seeds; seed += 1) {
      for (const line of sortedLines((await halve({ seed })).test)) {
        counts.set(line, (counts.get(line) ?? 0) + 1);
      }
    }
    // One flower is there twice, and so comes twice as often; each count is 30, give or take 4.6.
    const lines = sortedLines(flowers);
    for (const line of new Set(lines)) {
      const times = lines.filter((other) => other === line).length;
      const share = (counts.get(line) ?? 0) / times;
      expect(share, line).toBeGreaterThan(12);
      expect(share, line).toBeLessThan(48);
    }
  });
});

function sortedLines(rows: readonly Flower[]): string[] {
  return rows.map((row) => Object.values(row).join(",")).sort();
}
