import { afterEach, beforeEach, expect, test } from "vitest";
import { explain } from "../../../src/pipeline/explain.ts";
import { renderWhy } from "../../../src/render/render-why.ts";
import { TemporaryProject } from "./temporary-project.ts";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.close());

const head = 'import { Task, text } from "cauce";';
const taskA =
  'class A extends Task { requires() { return []; } output() { return text("a.txt"); } run() { return this.output().write(String(scale(2))); } }';

async function whyText(cells: readonly string[]): Promise<string> {
  const planned = await project.engine(cells).plan({ family: "A", given: {} });
  return renderWhy(explain(planned)).text.replace(/, about \d.*/, ", about so long");
}

test("a code change is shown by the lines that differ, types and comments left out", async () => {
  const scale = (factor: number) =>
    `// twice\nfunction scale(x: number): number {\n  const factor = ${factor};\n  return x * factor;\n}`;
  await project.run([head, scale(2), taskA], "A");
  expect(await whyText([head, scale(3).replace("twice", "thrice"), taskA])).toBe(
    [
      "1 task would run, about so long",
      "  A",
      "    code changed: `scale` (cell 2)",
      "      `scale` (cell 2)",
      "        -   const factor = 2;",
      "        +   const factor = 3;",
    ].join("\n"),
  );
});

test("of a class only what counts is shown", async () => {
  const scale = "const scale = (x) => x;";
  await project.run([head, scale, taskA], "A");
  const edited = taskA.replace("return []", "return undefined").replace("scale(2)", "scale(4)");
  const said = await whyText([head, scale, edited]);
  expect(said).toContain("+     return this.output().write(String(scale(4)));");
  expect(said).not.toContain("undefined");
});

test("another import under the same name is a change, and is shown", async () => {
  const cells = (name: string) => [
    head,
    `import { ${name} as join } from "node:path";`,
    'class A extends Task { output() { return text("a.txt"); } run() { return this.output().write(String(join("a/b"))); } }',
  ];
  await project.run(cells("basename"), "A");
  expect(project.read("a.txt")).toBe("b");
  expect(await whyText(cells("dirname"))).toContain('import { dirname } as join from "node:path";');
  expect((await project.run(cells("dirname"), "A")).ran).toEqual(["A"]);
  expect(project.read("a.txt")).toBe("a");
});

test("a task that failed last time is said to have, with the line, until it has succeeded", async () => {
  const scale = (body: string) => `function scale(x) {\n  ${body}\n}`;
  const failing = [head, scale('throw new Error("no scale\\nat all");'), taskA];
  await project.run(failing, "A");
  expect(await whyText(failing)).toContain(
    "    never run\n    failed last time: no scale (cell 2, line 2)",
  );
  const mended = [head, scale("return x;"), taskA];
  await project.run(mended, "A");
  expect(await whyText([head, scale("return -x;"), taskA])).not.toContain("failed last time");
});
