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
});
