import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endsOf, Project, readRun, type TaskEvent } from "./project-rig.ts";
import { sumsProject } from "./sums-project.ts";

interface Failure {
  readonly name: string;
  readonly cells?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly code?: string;
  readonly says: string;
  /** Where in the code it was thrown. */
  readonly place?: string;
  readonly line?: number;
}

const { cells } = sumsProject;
const totalRuns = (body: string) => ({
  total: cells.total.replace(/await this\.output\(\)\.write\(rows.+/, body),
});

/** Ways in which the task `Total` fails while it runs. */
const failures: readonly Failure[] = [
  {
    name: "a run() that throws",
    cells: totalRuns(`throw new RangeError("too many");`),
    says: "too many",
    place: "cell 3",
    line: 10,
  },
  {
    name: "a run() that throws something that is no error",
    cells: totalRuns(`throw "nothing";`),
    says: "a value that is no Error was thrown: nothing",
  },
  {
    name: "a run() that writes nothing",
    cells: totalRuns(""),
    code: "output-not-written",
    says: "`Total` ended without writing `outputs/Total/factor=2,labels-f06bd5f2/output.json` (the file there is older). Write each target that `output()` names, with `await` before it, or take it out of `output()`.",
  },
  {
    name: "a run() that does not await its write",
    cells: totalRuns("this.output().write(7);"),
    code: "write-not-awaited",
    says: "`Total` ended while it still wrote `outputs/Total/factor=2,labels-f06bd5f2/output.json`. Expected what a task writes to be written when it ends. Put `await` before the write, and before the call of each function that writes; `await Promise.all([…])` waits for several.",
  },
  {
    name: "a run() that writes one of two outputs",
    cells: {
      total: cells.total
        .replace(
          "return json<number>(this)",
          `return { sum: json<number>(this, "sum"), rest: json<number>(this, "rest") }`,
        )
        .replace("this.output().write", "this.output().sum.write"),
    },
    code: "output-not-written",
    says: "`Total` ended without writing `outputs/Total/factor=2,labels-f06bd5f2/rest.json`. Write each target that `output()` names, with `await` before it, or take it out of `output()`.",
  },
  {
    name: "a class without a run()",
    cells: { total: cells.total.replace(/ {2}async run\(\) \{\n[\s\S]*?\n {2}\}\n/, "") },
    code: "output-not-written",
    says: "`Total` has no `run()`, so nothing wrote `outputs/Total/factor=2,labels-f06bd5f2/output.json` (the file there is older). Give it one, or extend `ExternalTask` for files that come from elsewhere.",
  },
  {
    name: "a run() that writes what it requires",
    cells: totalRuns("await this.input().writeRows([]);"),
    code: "target-not-writable",
    says: "`data/numbers.csv` cannot be written: it is an output of `Numbers`, which `Total` requires, and so is only to be read. Write to a target that `Total.output()` returns.",
  },
  {
    name: "a declared column that is not in the file",
    files: { "data/numbers.csv": "z,y\n1,a\n" },
    code: "csv-column-missing",
    says: '`x` is not a column of `data/numbers.csv`: found "z", "y". Add the column, or take it out of the target\'s `columns`.',
  },
  {
    name: "a ragged row",
    files: { "data/numbers.csv": "x,y\n1,a\n2\n" },
    code: "csv-ragged-row",
    says: "`data/numbers.csv`, line 3: found 1 cell, expected 2 as in the header. Add or remove cells there; a comma inside a cell needs quotes around the cell.",
  },
  {
    name: "a cell that is no number",
    files: { "data/numbers.csv": "x,y\n1,a\ntwo,b\n" },
    code: "csv-cell",
    says: '`data/numbers.csv`, line 3, column "x": found "two", expected a number such as 5.1, or nothing for a missing one. Correct the cell, or declare the column otherwise in the target\'s `columns`.',
  },
  {
    name: "a target in a folder that cannot be made",
    cells: {
      total: cells.total.replace("json<number>(this)", `json<number>("data/numbers.csv/sum.json")`),
    },
    code: "target-not-writable",
    says: "`data/numbers.csv/sum.json` cannot be written: `data/numbers.csv` is a file, and a folder was expected there. Move that file, or give the target another path.",
  },
  {
    name: "a target that is a folder",
    files: { "outputs/place/a.txt": "" },
    cells: { total: cells.total.replace("json<number>(this)", `json<number>("outputs/place")`) },
    code: "target-not-writable",
    says: "`outputs/place` cannot be written: it is a folder, and a file was expected. Remove that folder, or give the target another path.",
  },
  {
    name: "a value that JSON would lose",
    cells: totalRuns("await this.output().write(Number.NaN);"),
    code: "json-value",
    says: "`value` cannot be written to `outputs/Total/factor=2,labels-f06bd5f2/output.json`: found NaN, and JSON has no such value. Use null for a missing number, or a string.",
  },
  {
    name: "a run() that yields what is no task",
    cells: {
      total: cells.total
        .replace("async run", "async *run")
        .replace("const rows", "yield [7];\n    const rows"),
    },
    code: "requires-not-a-task",
    says: "`Total.run()` yielded a value of type number at `0`. Expected a task, or tasks in an array or a record.",
  },
  {
    name: "a run() that yields a class",
    cells: {
      total: cells.total
        .replace("async run", "async *run")
        .replace("const rows", "yield Other;\n    const rows"),
    },
    code: "requires-not-a-task",
    says: "`Total.run()` yielded the class `Other` itself (is `new` missing?). Expected a task, or tasks in an array or a record.",
  },
  {
    name: "a run() that yields what requires it",
    cells: {
      total: cells.total
        .replace("async run", "async *run")
        .replace("const rows", "yield new Shown();\n    const rows"),
    },
    code: "asked-for-failed",
    says: "`Total` asked for `Shown`, which cannot be done before it: one requires the other. Take one of these requirements out.",
  },
];

let made: Project;

beforeAll(async () => {
  made = await Project.make(sumsProject);
  expect((await made.run("All")).ran).toHaveLength(4);
});

afterAll(() => made[Symbol.dispose]());

describe.concurrent("A task that fails blocks what needs it, leaves the rest alone and loses nothing:", () => {
  test.each(failures)("$name", async (row) => {
    using project = made.copy();
    for (const [file, text] of Object.entries(row.files ?? {})) await project.write(file, text);
    const other = cells.other.replace(`"other")`, `"another")`);
    await project.writeCells({ ...cells, ...row.cells, other });
    const shown = await project.read("outputs/shown.txt");

    const failed = await project.run("All");
    expect(failed.code).toBe(1);
    expect(failed.stderr).toBe("");
    expect(endsOf(failed)).toEqual({
      Numbers: "fresh",
      Total: "failed",
      Shown: "blocked",
      Other: "succeeded",
      All: "blocked",
    });
    expect(failed.summary).toMatchObject({ ran: 1, fresh: 1, failed: 1, blocked: 2 });
    const event = failed.events.find(
      (found): found is TaskEvent & { status: "failed" } =>
        found.event === "task" && found.status === "failed",
    );
    expect(event?.error.message.replaceAll(project.folder, "<folder>")).toBe(row.says);
    expect(event?.error.code).toBe(row.code);
    if (row.place !== undefined)
      expect(event?.error).toMatchObject({ place: row.place, line: row.line });

    expect(await project.read("outputs/shown.txt")).toBe(shown);
    await project.writeCells(cells);
    for (const [file, text] of Object.entries(sumsProject.files)) await project.write(file, text);
    expect((await project.run("All")).summary).toMatchObject({ ran: 0, fresh: 5 });
  });
});

test("People read why a task failed, where, and what it blocks", async () => {
  using project = made.copy();
  await project.writeCells({ ...cells, ...totalRuns(`throw new RangeError("too many");`) });
  const { code, stdout, stderr } = await project.cauce("run", "iris.ipynb", "All");
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(stdout).toContain("✗ Total\n  RangeError: too many\n  at cell 3, line 10\n");
  expect(stdout).toContain(
    '10 |     throw new RangeError("too many");\n     |           ~~~~~~~~~~~~~~\n',
  );
  expect(stdout).toContain("⊘ Shown blocked by Total\n");
  expect(stdout).toMatch(/0 ran, 2 fresh, 1 failed, 2 blocked in [\d.]+ m?s\n$/);
});

test("A failure that several tasks share is told once, and by its first task for the others", async () => {
  const days = `
import { Task, text, WrapperTask } from "cauce";
import { z } from "zod";
class Day extends Task.with({ day: z.int().meta({ batched: true }) }) {
  output() { return text(this); }
  static runBatch() { process.exit(3); }
}
class All extends WrapperTask {
  requires() { return [0, 1, 2].map((day) => new Day({ day })); }
}`;
  using project = await Project.make({ cells: { days } });
  const { code, stdout } = await project.cauce("run", "iris.ipynb", "All");
  expect(code).toBe(1);
  expect(stdout.match(/called `process\.exit\(3\)`/g)).toHaveLength(1);
  expect(stdout.match(/✗ Day\(day=\d\)\n {2}as Day\(day=0\)$/gm)).toHaveLength(2);
});

test("What tasks print goes to standard error, and standard output stays JSON", async () => {
  using project = made.copy();
  const body = `console.log("to be seen"); process.stdout.write("raw\\n"); this.log("logged"); this.progress(1, 2);\n    await this.output().write(1);`;
  await project.writeCells({ ...cells, ...totalRuns(body) });
  const result = await project.cauce("run", "iris.ipynb", "Total", "--json");
  expect(readRun(result).ran).toEqual(["Total"]);
  expect(result.stderr).toBe("Total: to be seen\nTotal: raw\nTotal: logged\n");
});

test("A file that Node seeks from the working directory is told with its path from the project's root", async () => {
  const reads = (file: string) => `
    import { readFileSync } from "node:fs";
    import { Task, text } from "cauce";
    export class Reads extends Task {
      output() { return text(this); }
      async run() { await this.output().write(readFileSync("${file}", "utf8")); }
    }`;
  using project = await Project.make({
    files: {
      "data/a.txt": "a",
      "nested/above.ts": reads("../data/a.txt"),
      "nested/absent.ts": reads("../data/b.txt"),
    },
  });
  const told = async (file: string) => (await project.cauce("run", file, "Reads")).stdout;
  expect(await told("nested/above.ts")).toContain(
    `\`file("data/a.txt").absolutePath\` is its path from the project's root.`,
  );
  const absent = await told("nested/absent.ts");
  expect(absent).toContain("ENOENT: no such file or directory, open '../data/b.txt'\n");
});

test("--full-errors shows every frame of a failure's stack, in a run and in a notebook's cells", async () => {
  using project = made.copy();
  const thrown = `JSON.parse("{");`;
  await project.writeCells({ ...cells, ...totalRuns(thrown), thrown });
  const short = await project.cauce("run", "iris.ipynb", "Total");
  expect(short.stdout).not.toContain("JSON.parse (<anonymous>)");
  const full = await project.cauce("run", "iris.ipynb", "Total", "--full-errors");
  expect(full.stdout).toMatch(
    /Full stack:\n +at JSON\.parse \(<anonymous>\)\n +at \S*run \(cell 3:10\)/,
  );
  const { stderr } = await project.cauce("execute", "iris.ipynb", "--full-errors");
  expect(stderr).toContain("at JSON.parse (<anonymous>)");
});
