import type { ProjectContent } from "./project-rig.ts";

/** The Iris pipeline in small: every task takes milliseconds, and every edit has its own consequence. */
export const irisProject = {
  cells: {
    imports: `
import { csv, ExternalTask, json, run, Task, WrapperTask } from "cauce";
import { z } from "zod";`,

    data: `
interface Flower { petal_length: number; petal_width: number; species: string }

class IrisData extends ExternalTask {
  output() { return csv("data/iris.csv"); }
}
class Bins extends ExternalTask {
  output() { return json<{ width: number }>("data/bins.json"); }
}`,

    random: `
const multiplier = 16807;
function nextSeed(seed: number): number {
  return (seed * multiplier) % 2147483647;
}
function shuffle<Item>(items: readonly Item[], seed: number): Item[] {
  const left = [...items];
  const shuffled: Item[] = [];
  for (let state = nextSeed(seed); left.length > 0; state = nextSeed(state)) {
    shuffled.push(...left.splice(state % left.length, 1));
  }
  return shuffled;
}`,

    split: `
class TrainTestSplit extends Task.with({
  testSize: z.number().gt(0).lt(1).default(0.25),
  seed: z.int().default(7),
}) {
  requires() { return new IrisData(); }
  output() { return { train: csv(this, "train"), test: csv(this, "test") }; }
  async run() {
    // The file is sorted by species.
    const flowers = shuffle(await this.input().readRows<Flower>(), this.seed);
    const count = Math.round(flowers.length * this.testSize);
    await this.output().test.writeRows(flowers.slice(0, count));
    await this.output().train.writeRows(flowers.slice(count));
  }
}`,

    models: `
import { mean } from "tiny-stats";

const modelSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("knn"), k: z.int().positive().default(3) }),
  z.object({ kind: z.literal("centroid") }),
]);
const models = z.array(modelSchema).default([{ kind: "knn", k: 3 }, { kind: "centroid" }]);

const distance = (a: Flower, b: Flower) =>
  Math.hypot(a.petal_length - b.petal_length, a.petal_width - b.petal_width);

class Neighbours {
  constructor(readonly flowers: readonly Flower[], readonly k: number) {}
  predict(flower: Flower): string {
    const near = [...this.flowers].sort((a, b) => distance(a, flower) - distance(b, flower));
    return near[Math.floor(Math.min(this.k, near.length) / 2)]?.species ?? "";
  }
}

function centroids(flowers: readonly Flower[]): Flower[] {
  return [...new Set(flowers.map((flower) => flower.species))].map((species) => {
    const own = flowers.filter((flower) => flower.species === species);
    return {
      petal_length: mean(own.map((flower) => flower.petal_length)),
      petal_width: mean(own.map((flower) => flower.petal_width)),
      species,
    };
  });
}`,

    train: `
class TrainModel extends Task.with({ model: modelSchema }) {
  requires() { return new TrainTestSplit(); }
  output() { return { predictions: csv(this, "predictions"), metrics: json<{ accuracy: number }>(this, "metrics") }; }
  async run() {
    const train = await this.input().train.readRows<Flower>();
    const test = await this.input().test.readRows<Flower>();
    const flowers = this.model.kind === "knn" ? train : centroids(train);
    const fitted = new Neighbours(flowers, this.model.kind === "knn" ? this.model.k : 1);
    const rows = test.map((flower) => ({ species: flower.species, predicted: fitted.predict(flower) }));
    await this.output().predictions.writeRows(rows);
    const right = rows.filter((row) => row.species === row.predicted).length;
    await this.output().metrics.write({ accuracy: right / rows.length });
  }
}`,

    reports: `
import { heading } from "./src/labels.ts";
import words from "./words.json" with { type: "json" };

const digits = 3;
class Report extends Task {
  round(value: number): number { return Number(value.toFixed(digits)); }
}
class Compare extends Report.with({ models }) {
  requires() { return this.models.map((model) => new TrainModel({ model })); }
  output() { return csv(this); }
  async run() {
    const metrics = await Promise.all(this.input().map((model) => model.metrics.read()));
    const rows = metrics.map(({ accuracy }, at) => ({ [words.model]: this.models[at]?.kind, accuracy: this.round(accuracy) }));
    await this.output().writeRows(rows);
  }
}
class Histogram extends Report {
  watch() { return { files: ["settings/*.json"] }; }
  requires() { return { flowers: new IrisData(), bins: new Bins() }; }
  output() { return json<Record<string, number>>(this); }
  async run() {
    const { width } = await this.input().bins.read();
    const counts: Record<string, number> = {};
    for (const flower of await this.input().flowers.readRows<Flower>()) {
      const bin = heading(this.round(Math.floor(flower.petal_length / width) * width));
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    await this.output().write(counts);
  }
}`,

    pipeline: `
class IrisPipeline extends WrapperTask.with({ models }) {
  requires() {
    const trained = this.models.map((model) => new TrainModel({ model }));
    return [...trained, new Compare({ models: this.models }), new Histogram()];
  }
}`,

    plot: `
const colours = ["red", "green", "blue"];
colours.map((colour) => colour.length)`,
  },

  files: {
    "data/iris.csv": irisRows(),
    "data/bins.json": `{"width": 1.5}\n`,
    "settings/bins.json": `{"from": 1}\n`,
    "words.json": `{"model": "model"}\n`,
    "src/labels.ts": `import { unit } from "./unit.ts";
/** The name of a bin. */
export function heading(from: number): string {
  return trimmed(\`from \${from} \${unit}\`);
}
const trimmed = (text: string): string => text.trim();
export const isLabel = (text: string): boolean => text.length > 0;
`,
    "src/unit.ts": `export const unit = "cm";\n`,
    "node_modules/tiny-stats/package.json": `{"name":"tiny-stats","version":"1.0.0","type":"module","exports":{"types":"./index.d.ts","default":"./index.js"}}\n`,
    "node_modules/tiny-stats/index.js": `export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;\nexport const most = (values) => Math.max(...values);\n`,
    "node_modules/tiny-stats/index.d.ts": `export declare const mean: (values: readonly number[]) => number;\nexport declare const most: (values: readonly number[]) => number;\n`,
    "node_modules/tiny-text/package.json": `{"name":"tiny-text","version":"2.0.0","type":"module","exports":{"types":"./index.d.ts","default":"./index.js"}}\n`,
    "node_modules/tiny-text/index.js": "export const shout = (text) => text.toUpperCase();\n",
    "node_modules/tiny-text/index.d.ts": "export declare const shout: (text: string) => string;\n",
  },
} as const satisfies ProjectContent;

/** 24 flowers of three species, sorted by species as in the original. */
function irisRows(): string {
  const rows = ["setosa", "versicolor", "virginica"].flatMap((species, kind) =>
    Array.from({ length: 8 }, (_, at) => {
      const length = (1.2 + 1.9 * kind + 0.21 * at).toFixed(2);
      return `${length},${(0.2 + 0.7 * kind + 0.05 * at).toFixed(2)},${species}`;
    }),
  );
  return `petal_length,petal_width,species\n${rows.join("\n")}\n`;
}
