import { describe, expect, test } from "vitest";
import { Project } from "./project-rig.ts";

const tasks = [
  'import { Task, text, z } from "cauce";',
  'import { shout } from "./shout.ts";',
  'export class Word extends Task.with({ word: z.string().default("hi") }) {',
  "  output() { return text(this); }",
  "  async run() { await this.output().write(shout(this.word)); }",
  "}",
  "export class Repeated extends Task {",
  "  times() { return 2; }",
  "  requires() { return new Word(); }",
  "  output() { return text(this); }",
  "}",
].join("\n");

const content = {
  files: {
    "tasks.ts": tasks,
    "shout.ts": "export const shout = (word: string) => word.toUpperCase();",
  },
  cells: {
    imports: 'import { Repeated, Word } from "./tasks.ts";',
    twice:
      "class Twice extends Repeated { async run() { await this.output().write((await this.input().read()).repeat(this.times())); } }",
  },
};

describe("tasks of a module of the project", () => {
  test("are required by, and are bases of, the tasks of a notebook", async () => {
    using project = await Project.make(content);
    const first = await project.run("Twice");
    expect(first.ran).toEqual(["Twice", "Word"]);
    expect(await project.read("outputs/Twice/output.txt")).toBe("HIHI");
    expect((await project.run("Twice")).ran).toEqual([]);
  });

  test("run by their own name from the notebook that imports them", async () => {
    using project = await Project.make(content);
    expect((await project.run("Word", "--word", "yo")).ran).toEqual(["Word(word=yo)"]);
  });

  test("are fresh from the notebook where they ran from their own module, and the other way round", async () => {
    using project = await Project.make(content);
    expect((await project.runFile("tasks.ts", "Word")).ran).toEqual(["Word"]);
    expect((await project.run("Word")).ran).toEqual([]);
    expect((await project.run("Twice")).ran).toEqual(["Twice"]);
    expect((await project.runFile("tasks.ts", "Word")).ran).toEqual([]);
  });

  test("do not run for an edit of what they do not reach in their module", async () => {
    using project = await Project.make(content);
    const more = (body: string) =>
      `${tasks}\nexport const limits = new Map([["a", 1]]);\nexport function unused(x: number) { return ${body}; }`;
    await project.write("tasks.ts", more("x"));
    await project.run("Word");
    await project.write("tasks.ts", more("x + limits.size"));
    expect((await project.run("Word")).ran).toEqual([]);
    await project.write(
      "tasks.ts",
      more("x").replace("shout(this.word)", 'shout(this.word + "?")'),
    );
    expect((await project.run("Word")).ran).toEqual(["Word"]);
  });

  const busy: [what: string, line: string, edited: string][] = [
    ["runs a statement", "Math.seed = 1;", "Math.seed = 2;"],
    ["calls what may do anything", "const a = shout('a');", "const a = shout('b');"],
    [
      "is changed by a function",
      "const l: string[] = []; const add = () => l.push('a'); const n = add();",
      "const l: string[] = []; const add = () => l.push('b'); const n = add();",
    ],
    ["has a static block", "class S { static { S.name; } }", "class S { static { S.length; } }"],
  ];
  test.each(busy)("run for every edit of a module that %s", async (_what, line, edited) => {
    using project = await Project.make(content);
    await project.write(
      "tasks.ts",
      `${tasks}\n${line.replace("Math.seed", "(Math as unknown as { seed: number }).seed")}`,
    );
    await project.run("Word");
    await project.write(
      "tasks.ts",
      `${tasks}\n${edited.replace("Math.seed", "(Math as unknown as { seed: number }).seed")}`,
    );
    expect((await project.run("Word")).ran).toEqual(["Word"]);
  });

  test("run again when a module that they stand on changes, and not for a comment in it", async () => {
    using project = await Project.make(content);
    await project.run("Twice");
    await project.write(
      "shout.ts",
      "// louder?\nexport const shout = (word: string) => word.toUpperCase();",
    );
    expect((await project.run("Twice")).ran).toEqual([]);
    await project.write(
      "shout.ts",
      'export const shout = (word: string) => word.toUpperCase() + "!";',
    );
    expect((await project.run("Twice")).ran).toEqual(["Twice", "Word"]);
  });

  test("run in threads too where only another module names them, and may ask for such tasks", async () => {
    const write = "await this.output().write(String(threadId));";
    using project = await Project.make({
      files: {
        "deep.ts": `import { Task, text } from "cauce";
import { threadId } from "node:worker_threads";
export class Asked extends Task { output() { return text("asked.txt"); } async run() { ${write} } }
export class Deep extends Task {
  output() { return text("deep.txt"); }
  async *run() { yield new Asked(); ${write} }
}`,
        "steps.ts": 'import { Deep } from "./deep.ts";\nexport const steps = () => [new Deep()];',
      },
      cells: {
        all: 'import { WrapperTask } from "cauce";\nimport { steps } from "./steps.ts";\nclass All extends WrapperTask { requires() { return steps(); } }',
      },
    });
    expect((await project.run("All")).ran).toEqual(["All", "Asked", "Deep"]);
    for (const file of ["asked.txt", "deep.txt"])
      expect(Number(await project.read(file))).toBeGreaterThan(0);
    expect((await project.run("All")).ran).toEqual([]);
  });

  test("that a task in a thread asks for must be exported, and the failure says so", async () => {
    using project = await Project.make({
      files: {
        "hidden.ts": `import { Task } from "cauce";
class Hidden extends Task {}
export const hidden = () => new Hidden();`,
      },
      cells: {
        asks: 'import { Task } from "cauce";\nimport { hidden } from "./hidden.ts";\nclass Asks extends Task { async *run() { yield hidden(); } }',
      },
    });
    const failed = (await project.run("Asks")).events.find(
      (event) => event.event === "task" && event.status === "failed",
    );
    expect(failed).toMatchObject({ error: { code: "task-not-exported" } });
  });
});
