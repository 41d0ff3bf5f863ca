import { describe, expect, test } from "vitest";
import { Project } from "./project-rig.ts";

const imports = `import { Task, text, WrapperTask } from "cauce";\nimport { z } from "zod";`;

const shapes = [
  {
    name: "a chain of 2,000 tasks",
    root: "Link",
    words: ["--at", "1999"],
    tasks: 2_000,
    cell: `
class First extends Task {
  output() { return text(this); }
  async run() { await this.output().write("first"); }
}
class Link extends WrapperTask.with({ at: z.int() }) {
  requires() { return this.at === 1 ? new First() : new Link({ at: this.at - 1 }); }
}`,
  },
  {
    name: "2,000 tasks beside each other",
    root: "All",
    words: [],
    tasks: 2_001,
    cell: `
class Leaf extends WrapperTask.with({ at: z.int() }) {}
class All extends WrapperTask {
  requires() { return Array.from({ length: 2_000 }, (_, at) => new Leaf({ at })); }
}`,
  },
] as const;

describe("However many tasks there are", () => {
  test.each(shapes)(
    "$name run, and are fresh the second time",
    async ({ root, words, tasks, cell }) => {
      using project = await Project.make({ cells: { imports, cell } });
      const first = await project.run(root, ...words);
      expect(first.stderr).toBe("");
      expect(first.summary).toMatchObject({ ran: tasks, failed: 0 });

      const second = await project.run(root, ...words);
      expect(second.summary).toMatchObject({ ran: 0, fresh: tasks });
      expect(second.summary?.ms).toBeLessThan(5_000);

      for (const command of ["why", "dag"]) {
        const asked = await project.cauce(command, "iris.ipynb", root, ...words);
        expect(asked, asked.stderr).toMatchObject({ code: 0, stderr: "" });
      }
    },
    120_000,
  );
});

const days = `
class Day extends Task.with({ day: z.int().meta({ batched: true }) }) {
  static maxBatchSize = 400;
  output() { return text(this); }
  static async runBatch(tasks: readonly Day[]) {
    return Promise.allSettled(tasks.map((task) => task.output().write(String(task.day))));
  }
}
class All extends WrapperTask {
  requires() { return Array.from({ length: 1_000 }, (_, day) => new Day({ day })); }
}`;

test("1,000 tasks run in three batches, each is told as a task, and an edit of one output runs it alone", async () => {
  using project = await Project.make({ cells: { imports, days } });
  const planned = await project.cauce("run", "iris.ipynb", "All", "--dry-run");
  expect(planned, planned.stderr).toMatchObject({ code: 0 });
  expect(planned.stdout).toContain("Day(day=999)");

  const first = await project.run("All");
  expect(first.stderr).toBe("");
  expect(first.summary).toMatchObject({ ran: 1_001, failed: 0 });
  const ends = first.events.filter(
    (event) => event.event === "task" && event.status === "succeeded" && event.family === "Day",
  );
  const sizes = ends.map((event) => ("batch" in event ? event.batch : 1));
  expect([...new Set(sizes)].sort()).toEqual([200, 400]);
  const [one] = ends.flatMap((event) => ("outputs" in event ? event.outputs : []));

  project.remove(one ?? "");
  const second = await project.run("All");
  expect(second.ran.filter((id) => id !== "All")).toHaveLength(1);
}, 120_000);
