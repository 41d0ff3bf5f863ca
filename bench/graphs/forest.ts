import { json, range, Task, WrapperTask } from "cauce";
import { RandomForestClassifier } from "ml-random-forest";
import { z } from "zod";
import { growFlowers } from "./flowers.mjs";

/** Some trees of a forest, from a seed of their own. */
class Part extends Task.with({ part: z.int(), rows: z.int(), trees: z.int() }) {
  override output() {
    return json<unknown>(`out/${this.part}.json`);
  }
  override async run() {
    const { lengths, labels } = growFlowers(this.rows);
    const seed = 1_000 + this.part;
    const options = { nEstimators: this.trees, maxFeatures: 0.8, seed, noOOB: true };
    const forest = new RandomForestClassifier(options);
    forest.train(lengths, labels);
    await this.output().write(JSON.parse(JSON.stringify(forest)));
  }
}

export class Forest extends WrapperTask.with({ parts: z.int(), rows: z.int(), trees: z.int() }) {
  override requires() {
    return range(this.parts).map((part) => new Part({ part, rows: this.rows, trees: this.trees }));
  }
}
