import { expect, test } from "vitest";
import { Project, readRun } from "./project-rig.ts";

const taskOf = (head: string) =>
  `${head}\nimport { Task, text } from "cauce";\nexport class A extends Task { output() { return text("outputs/a.txt"); } async run() { await this.output().write(String(value)); } }\n`;

test.each([
  ["code beside a class", "process.stderr.write('began\\n'); for (;;); return 1;", ""],
  ["`requires()`", "return 1;", "requires() { process.stderr.write('began\\n'); for (;;); }"],
])("%s that loops is ended by an interrupt", async (_, body, requires) => {
  using project = await Project.make({
    files: {
      "a.ts": taskOf(`const value = (() => { ${body} })();`).replace(
        "{ output",
        `{ ${requires} output`,
      ),
    },
  });
  const running = project.start("run", "a.ts", "A");
  await running.complained("began");
  running.process.kill("SIGINT");
  await running.ended;
  expect(running.process.signalCode).toBe("SIGINT");
});

test("an `await` of a task in the shell's own process that nothing can end is told", async () => {
  using project = await Project.make({
    files: {
      "a.ts": `import { Task } from "cauce";
export class A extends Task {
  static readonly executor = "in-process";
  async run() { await new Promise(() => undefined); }
}
`,
    },
  });
  expect(await project.cauce("run", "a.ts", "A", "--json")).toMatchObject({
    code: 1,
    stderr:
      "error The file's code did not end: an `await` there waits for something that never comes. Correct it.\n",
  });
});

test("a module whose top-level `await` nothing can end is named, with what to do", async () => {
  using project = await Project.make({
    files: {
      "a.ts": taskOf('import { value } from "./waits.ts";'),
      "waits.ts": "export const value = await new Promise<number>(() => undefined);\n",
    },
  });
  const { code, stderr } = readRun(await project.cauce("run", "a.ts", "A", "--json"));
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      "error `./waits.ts` did not end: a top-level `await` there waits for something that never comes. Correct it, or move it into `run()`.\n",
  });
});
