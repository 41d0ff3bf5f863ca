import type { ProjectContent } from "./project-rig.ts";

/** Two branches under one wrapper: what fails in one must leave the other alone. */
export const sumsProject = {
  cells: {
    imports: `
import { csv, ExternalTask, json, Task, text, WrapperTask } from "cauce";
import { z } from "zod";`,

    data: `
class Numbers extends ExternalTask {
  output() { return csv("data/numbers.csv", { columns: { x: "number" } }); }
}`,

    total: `
class Total extends Task.with({
  factor: z.int().min(1).default(2).describe("what every number is multiplied by"),
  labels: z.array(z.string()).default([]),
}) {
  requires() { return new Numbers(); }
  output() { return json<number>(this); }
  async run() {
    const rows = await this.input().readRows();
    await this.output().write(rows.reduce((sum, { x }) => sum + (x ?? 0) * this.factor, 0));
  }
}
class Shown extends Task {
  requires() { return new Total(); }
  output() { return text("outputs/shown.txt"); }
  async run() { await this.output().write(String(await this.input().read())); }
}`,

    other: `
class Other extends Task {
  output() { return text("outputs/other.txt"); }
  async run() { await this.output().write("other"); }
}`,

    all: `
class All extends WrapperTask {
  requires() { return [new Shown(), new Other()]; }
}`,
  },
  files: { "data/numbers.csv": "x,y\n1,a\n2,b\n3,c\n" },
} as const satisfies ProjectContent;
