import { Task, text, WrapperTask } from "cauce";
import { z } from "zod";

export class Leaf extends Task.with({ at: z.int() }) {
  override output() {
    return text(`out/${this.at}.txt`);
  }
  override async run() {
    await this.output().write(`task ${this.at}\n`);
  }
}

export class Wide extends WrapperTask.with({ count: z.int() }) {
  override requires() {
    return Array.from({ length: this.count }, (_, at) => new Leaf({ at }));
  }
}

export class Link extends Task.with({ at: z.int() }) {
  override requires(): Link[] {
    return this.at === 0 ? [] : [new Link({ at: this.at - 1 })];
  }
  override output() {
    return text(`out/${this.at}.txt`);
  }
  override async run() {
    await this.output().write(`task ${this.at}\n`);
  }
}
