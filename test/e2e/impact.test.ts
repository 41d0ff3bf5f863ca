import { describe, expect, test } from "vitest";
import { Project } from "./project-rig.ts";

const project = {
  cells: {
    imports: `
import { ExternalTask, Task, WrapperTask, csv, json, text, z } from "cauce";
import { double } from "./src/double.ts";`,
    helpers: `
const factors = [1, 2];
const listFactors = () => factors;
const [low, high] = [0, 10];
const unused = 1;
function clamp(x: number) { return Math.min(Math.max(x, low), high); }`,
    tasks: `
class Numbers extends ExternalTask {
  output() { return csv("data/numbers.csv", { columns: { x: "number" } }); }
}
class Sum extends Task.with({ factor: z.int().default(1) }) {
  requires() { return new Numbers(); }
  output() { return json<number>(this); }
  async run() {
    const rows = await this.input().readRows();
    await this.output().write(clamp(rows.reduce((sum, { x }) => sum + (x ?? 0), 0) * this.factor));
  }
}
class Doubled extends Task {
  requires() { return new Sum({ factor: 2 }); }
  output() { return json<number>("outputs/doubled.json"); }
  async run() { await this.output().write(double(await this.input().read())); }
}
class Other extends Task {
  output() { return text(this); }
  async run() { await this.output().write("other"); }
}
class All extends WrapperTask {
  requires() { return [...listFactors().map((factor) => new Sum({ factor })), new Doubled(), new Other()]; }
}`,
  },
  files: {
    "data/numbers.csv": "x\n1\n2\n",
    "data/unread.csv": "x\n",
    "src/double.ts": "export const double = (x: number) => 2 * x;",
  },
};

async function impact(made: Project, subject: string) {
  const { stdout, stderr, code } = await made.cauce("impact", "iris.ipynb", subject, "--json");
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  const { families, tasks } = JSON.parse(stdout);
  return {
    families: families.map(({ family, how }: Record<string, string>) => `${family} ${how}`),
    tasks: tasks
      .map(({ id, how, by }: Record<string, string>) => [id, how, by].filter(Boolean).join(" "))
      .sort(),
  };
}

describe("`cauce impact`", () => {
  test("knows families before anything ran, and what stands on a task after", async () => {
    using made = await Project.make(project);
    expect(await impact(made, "clamp")).toEqual({ families: ["Sum code"], tasks: [] });
    expect((await made.run("All")).code).toBe(0);
    for (const name of ["clamp", "low"])
      expect(await impact(made, name)).toEqual({
        families: ["Sum code"],
        tasks: [
          expect.stringMatching(/^All requirement Sum/),
          "Doubled requirement Sum(factor=2)",
          "Sum code",
          "Sum(factor=2) code",
        ],
      });
    expect((await impact(made, "Sum")).tasks).toHaveLength(4);
    expect(await impact(made, "listFactors")).toEqual({
      families: ["All requires"],
      tasks: ["All requires"],
    });
    expect(await impact(made, "unused")).toEqual({ families: [], tasks: [] });
  });

  test("follows a module of the project, a data file and an output", async () => {
    using made = await Project.make(project);
    await made.run("All");
    const module = {
      families: ["Doubled code"],
      tasks: ["All requirement Doubled", "Doubled code"],
    };
    expect(await impact(made, "src/double.ts")).toEqual(module);
    expect(await impact(made, "double")).toEqual(module);
    const data = await impact(made, "data/numbers.csv");
    expect(data.families).toEqual([]);
    expect(data.tasks).toHaveLength(4);
    expect(data.tasks).toContain("Sum requirement Numbers");
    expect((await impact(made, "outputs/doubled.json")).tasks).toEqual([
      "All requirement Doubled",
      "Doubled file",
    ]);
    expect(await impact(made, "data/unread.csv")).toEqual({ families: [], tasks: [] });
  });

  test("says it in words, and refuses a name that nothing has", async () => {
    using made = await Project.make(project);
    await made.run("Doubled");
    const { stdout } = await made.cauce("impact", "iris.ipynb", "double");
    expect(stdout).toBe(
      "double: 1 family and at most 1 recorded task would be touched\nfamilies\n  Doubled  its code reaches it\nrecorded tasks\n  Doubled  its code reaches it\n",
    );
    const wrong = await made.cauce("impact", "iris.ipynb", "dubble");
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("`dubble` is neither declared");
  });

  test("says of which family it cannot know", async () => {
    using made = await Project.make({
      ...project,
      cells: {
        ...project.cells,
        again: "class Other extends Task { output() { return text(this); } }",
      },
    });
    const { stdout } = await made.cauce("impact", "iris.ipynb", "clamp");
    expect(stdout).toContain("  Sum  its code reaches it");
    expect(stdout).toMatch(/cannot be said\n[\s\S]*Other {2}`Other` is defined twice/);
  });
});
