import { describe, expect, test } from "vitest";
import { Project } from "./project-rig.ts";
import { sumsProject } from "./sums-project.ts";

const { cells, files } = sumsProject;
const plot = "const look = { title: `numbers`;\nconsole.log(Total, look);";
const warning =
  "warning: `iris.ipynb`, cell 2, line 1: Expected `,` or `}` but found `;`. Correct the line and try again. What does not reach this cell goes on without it.\n";

function makeProject(more: Readonly<Record<string, string>>, moreFiles = {}): Promise<Project> {
  const { imports, ...others } = cells;
  return Project.make({
    cells: { imports, ...more, ...others },
    files: { ...files, ...moreFiles },
  });
}

describe("A syntax error in a cell that no task reaches", () => {
  test("is a warning that names the cell, and the tasks run", async () => {
    using project = await makeProject({ plot });
    const run = await project.run("All");
    expect(run).toMatchObject({ code: 0, summary: { ran: 4, failed: 0 } });
    expect(run.stderr).toContain(warning);
  });

  test.each([
    ["why", ["why", "iris.ipynb", "All"], "never run"],
    ["dag", ["dag", "iris.ipynb", "All"], "Shown"],
    ["tasks", ["tasks", "iris.ipynb"], "Total"],
  ])("is a warning of `cauce %s`", async (_, words, says) => {
    using project = await makeProject({ plot });
    const { code, stdout, stderr } = await project.cauce(...words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: warning });
    expect(stdout).toContain(says);
  });

  test("runs nothing again when it comes or goes", async () => {
    using project = await makeProject({ plot: "console.log(1);" });
    await project.run("All");
    await project.writeCells({ ...project.cells, plot });
    expect(await project.run("All")).toMatchObject({ code: 0, summary: { ran: 0, fresh: 5 } });
  });

  test("refuses an export, which would leave out what the cell defines", async () => {
    using project = await makeProject({ plot });
    const { code, stdout, stderr } = await project.cauce("export", "iris.ipynb");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("`iris.ipynb`, cell 2, line 1: Expected");
  });
});

test("`cauce tasks` lists the tasks that reach no broken cell beside those that do", async () => {
  using project = await makeProject({ helper: "const scale = (x: number => x * 2;" });
  const total = cells.total.replace("(x ?? 0)", "scale(x ?? 0)");
  await project.writeCells({ ...project.cells, total });
  const text = await project.cauce("tasks", "iris.ipynb");
  expect(text.code).toBe(0);
  expect(text.stdout).toContain("Other\n");
  expect(text.stdout).toContain(
    "Total (refused)\n  `scale` is defined in no cell that can be read",
  );
  const json = await project.cauce("tasks", "iris.ipynb", "--json");
  const lines = json.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toContainEqual({
    family: "Total",
    error: expect.objectContaining({ message: expect.stringMatching(/^`scale` is defined/) }),
  });
  expect(lines).toContainEqual({ family: "Other", kind: "task", parameters: [] });
});

test("`cauce tasks` is refused where all of them are", async () => {
  using project = await Project.make({
    files: {
      "a.ts":
        'import { Task } from "cauce";\nconst x = (() => { throw new Error("no"); })();\nexport class A extends Task { run() { void x; } }\n',
    },
  });
  expect(await project.cauce("tasks", "a.ts")).toMatchObject({ code: 2, stdout: "" });
});

describe("A syntax error is an error before anything runs", () => {
  test("where a task reads a name of the cell", async () => {
    using project = await makeProject({ helper: "const scale = (x: number => x * 2;" });
    const total = cells.total.replace("(x ?? 0)", "scale(x ?? 0)");
    await project.writeCells({ ...project.cells, total });
    const { code, stdout, stderr } = await project.run("All");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(
      "error `scale` is defined in no cell that can be read, but named in cell 2, which has a syntax error in line 1: Expected",
    );
    expect(stderr).toContain("1 | const scale = (x: number => x * 2;");

    expect(await project.run("Other")).toMatchObject({ code: 0, summary: { ran: 1 } });
  });

  test("where the cell may import something for its effect on every task", async () => {
    using project = await makeProject({ setup: 'import "./setup.ts";\nconst x = (;' });
    const { code, stderr } = await project.run("Other");
    expect(code).toBe(2);
    expect(stderr).toContain("error `iris.ipynb`, cell 2, line 2: ");
  });

  test("in a module, which is one piece", async () => {
    using project = await Project.make({ files: { "tasks.ts": "const x = (;" } });
    const { code, stderr } = await project.cauce("run", "tasks.ts", "All");
    expect(code).toBe(2);
    expect(stderr).toContain("error `tasks.ts`, line 1: ");
  });
});
