import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { describeIf, jupyter } from "../setup/requirements.ts";
import { Project } from "./project-rig.ts";

interface StoredCell {
  readonly id: string;
  readonly execution_count: number | null;
  readonly outputs: readonly Record<string, unknown>[];
}

const execute = (project: Project, ...args: string[]) =>
  project.cauce("execute", "iris.ipynb", ...args);

function executed(project: Project, file = "outputs/iris.ipynb") {
  const text = readFileSync(path.join(project.folder, file), "utf8");
  return { text, ...(JSON.parse(text) as { cells: StoredCell[]; metadata: object }) };
}

describe("cauce execute", () => {
  test("runs a notebook from the top and keeps what every cell showed", async () => {
    using project = await Project.make({
      cells: {
        value: "const base = 40;\nbase + 2",
        prints: 'console.log("a");\nconsole.log("b");\nconsole.error("c");\nconsole.log("d")',
        displays:
          'import { newDisplay } from "tslab";\nconst shown = newDisplay();\nshown.text("before");',
        update: 'shown.text("after");',
        late: 'setTimeout(() => console.log("late"), 20);\nconst silent = 1;',
        wait: "await new Promise((resolve) => setTimeout(resolve, 120));",
      },
    });
    const { code, stdout, stderr } = await execute(project);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout.split("\n").filter((line) => line.includes(" of 6 "))).toHaveLength(6);
    const { cells, metadata } = executed(project);
    expect(Object.fromEntries(cells.map(({ id, outputs }) => [id, outputs]))).toEqual({
      value: [
        {
          output_type: "execute_result",
          data: { "text/plain": ["42"] },
          metadata: {},
          execution_count: 1,
        },
      ],
      prints: [
        { output_type: "stream", name: "stdout", text: ["a\n", "b\n"] },
        { output_type: "stream", name: "stderr", text: ["c\n"] },
        { output_type: "stream", name: "stdout", text: ["d\n"] },
      ],
      displays: [{ output_type: "display_data", data: { "text/plain": ["after"] }, metadata: {} }],
      update: [],
      late: [{ output_type: "stream", name: "stdout", text: ["late\n"] }],
      wait: [],
    });
    expect(cells.map((cell) => cell.execution_count)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(metadata).toMatchObject({
      kernelspec: { name: "cauce", display_name: "TypeScript (Cauce)", language: "typescript" },
      language_info: { name: "typescript", file_extension: ".ts" },
    });
  });

  test("stops at the first cell that fails, names it, and keeps what ran before", async () => {
    const cells = { one: "1", bad: '\nthrow new RangeError("too far")', never: "3" };
    using project = await Project.make({ cells });
    const { code, stderr } = await execute(project);
    expect(code).toBe(1);
    expect(stderr.split("\n").slice(0, 5)).toEqual([
      "error RangeError: too far",
      "    at Cell 2, line 2",
      '    2 | throw new RangeError("too far")',
      "      |       ~~~~~~~~~~~~~~",
      "    in cell 2 (id `bad`); the cells after it did not run",
    ]);
    const [one, bad, never] = executed(project).cells;
    expect(one?.outputs).toHaveLength(1);
    expect(bad?.outputs[0]).toMatchObject({ output_type: "error", ename: "RangeError" });
    expect(never).toMatchObject({ outputs: [], execution_count: null });
  });

  test("goes on behind failing cells with --allow-errors, into the file that -o names", async () => {
    const cells = { bad: 'throw new Error("x")', next: "3" };
    using project = await Project.make({ cells });
    const { code } = await execute(project, "--allow-errors", "-o", "new/executed.ipynb");
    expect(code).toBe(0);
    const [bad, next] = executed(project, "new/executed.ipynb").cells;
    expect(bad?.outputs[0]).toMatchObject({ output_type: "error" });
    expect(next?.outputs[0]).toMatchObject({ output_type: "execute_result" });
  });

  test("ends with status 1 where a task failed when it ran last, unless its cell may fail", async () => {
    const task = `import { existsSync, writeFileSync } from "node:fs";
import { run, Task, text } from "cauce";
class Fragile extends Task {
  output() { return text(this); }
  async run() {
    if (!existsSync("ready.txt")) throw new RangeError("no");
    await this.output().write("x");
  }
}`;
    const again = "await run(new Fragile())";
    using project = await Project.make({ cells: { task, again, next: "1" } });
    const failed = await execute(project);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain("error A task failed: `Fragile`. The notebook shows why");
    expect(executed(project).cells[2]?.outputs).toHaveLength(1);
    expect(await execute(project, "--allow-errors")).toMatchObject({ code: 0, stderr: "" });
    const mend = 'writeFileSync("ready.txt", "")';
    await project.writeCells({ task, again, mend, last: again });
    expect(await execute(project)).toMatchObject({ code: 0, stderr: "" });
  });

  test("does not run cells without code, and gives ids to cells that have none", async () => {
    using project = await Project.make({ cells: { a: "1" } });
    const file = path.join(project.folder, "iris.ipynb");
    const old = {
      nbformat: 4,
      nbformat_minor: 2,
      metadata: {},
      cells: [
        { cell_type: "markdown", metadata: {}, source: ["# T"] },
        { cell_type: "code", metadata: {}, source: ["  \n"], outputs: [], execution_count: 9 },
        { cell_type: "code", metadata: {}, source: ["5"], outputs: [], execution_count: 9 },
      ],
    };
    writeFileSync(file, JSON.stringify(old));
    expect((await execute(project)).code).toBe(0);
    const { cells, text } = executed(project);
    expect(new Set(cells.map(({ id }) => id)).size).toBe(3);
    expect(cells.map(({ execution_count }) => execution_count)).toEqual([undefined, null, 1]);
    expect(JSON.parse(text)).toMatchObject({ nbformat: 4, nbformat_minor: 5 });
  });

  test("writes what was executed when it is interrupted, and ends with status 130", async () => {
    const cells = { one: "1", endless: "while (true) {}", never: "3" };
    using project = await Project.make({ cells });
    const command = project.start("execute", "iris.ipynb");
    await command.said("cell 1 of 3");
    await delay(600);
    command.process.kill("SIGINT");
    expect((await command.ended).code).toBe(130);
    const [one, endless, never] = executed(project).cells;
    expect(one?.outputs).toHaveLength(1);
    expect(endless?.outputs[0]).toMatchObject({ ename: "KeyboardInterrupt" });
    expect(never?.execution_count).toBeNull();
  });

  test("refuses a file that cannot be written before any cell runs", async () => {
    using project = await Project.make({ cells: { one: "1" }, files: { "taken/file": "x" } });
    const { code, stdout, stderr } = await execute(project, "-o", "taken/file/executed.ipynb");
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^error `taken\/file\/executed\.ipynb` cannot be written: /);
    expect(code).toBe(2);
  });
});

describeIf(jupyter(), "cauce execute, beside Jupyter", () => {
  test("writes the very bytes that nbformat writes", async () => {
    const cells = { md: '"ä 👋\\n"', obj: "[{ a: 1, b: 'x' }]", err: 'throw new Error("x")' };
    using project = await Project.make({ cells });
    await execute(project, "--allow-errors");
    const script =
      "import sys, nbformat; nb = nbformat.read(sys.argv[1], 4); nbformat.validate(nb); " +
      "sys.stdout.write(nbformat.writes(nb) + '\\n')";
    const file = path.join(project.folder, "outputs/iris.ipynb");
    const { stdout, stderr } = spawnSync(jupyter().python, ["-c", script, file], {
      encoding: "utf8",
      env: { ...process.env, PYTHONIOENCODING: "utf-8" },
    });
    expect(stderr).toBe("");
    expect(stdout).toBe(executed(project).text);
  });
});
