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
