import { Task, text, WrapperTask } from "cauce";
import { z } from "zod";

/** A linear congruential generator: nothing but arithmetic on one core. */
function compute(steps: number): number {
  let state = 1;
  for (let step = 0; step < steps; step++)
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  return state;
}

export class Work extends Task.with({ at: z.int(), steps: z.int() }) {
  override output() {
    return text(`out/${this.at}.txt`);
  }
  override async run() {
    await this.output().write(`${compute(this.steps)}\n`);
  }
}

export class All extends WrapperTask.with({ count: z.int(), steps: z.int() }) {
  override requires() {
    return Array.from({ length: this.count }, (_, at) => new Work({ at, steps: this.steps }));
  }
}

/** Nothing to compute and nothing to write: what is left is what a task costs. */
export class Idle extends Task.with({ at: z.int() }) {
  override async run() {}
}

export class AllIdle extends WrapperTask.with({ count: z.int() }) {
  override requires() {
    return Array.from({ length: this.count }, (_, at) => new Idle({ at }));
  }
}
