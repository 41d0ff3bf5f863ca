import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { irisProject } from "./iris-project.ts";
import { Project, packageFolder, readRun } from "./project-rig.ts";
import { sumsProject } from "./sums-project.ts";

describe.concurrent("run --dry-run", () => {
  test("runs nothing, and says what would run and about how long", async () => {
    using project = await Project.make(sumsProject);
    const first = await project.cauce("run", "iris.ipynb", "Shown", "--dry-run");
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout.split("\n")[0]).toBe(
      "2 tasks would run; 2 tasks never ran, so no estimate for them",
    );
    expect((await project.run("Shown")).summary).toMatchObject({ ran: 2 });
    const forced = await project.cauce(
      "run",
      "iris.ipynb",
      "Shown",
      "--dry-run",
      "--force",
      "--workers",
      "3",
      "--json",
    );
    const { tasks, estimate } = JSON.parse(forced.stdout);
    expect(tasks).toMatchObject([{ id: "Total" }, { id: "Shown" }]);
    const [total, shown] = tasks.map(({ expectedMs }: { expectedMs: number }) => expectedMs);
    // One after the other: a third worker does not help.
    expect(estimate).toEqual({ ms: total + shown, unknown: 0, workers: 3 });
    const other = await project.cauce("run", "iris.ipynb", "Total", "--factor", "5", "--dry-run");
    expect(other.stdout).toMatch(/^1 task would run, about \d/);
  });
});

test("a misspelt member of a task's class is a note on standard error, with file and line", async () => {
  const slips = `import { Task, text } from "cauce";
export class Split extends Task {
  static exector = "in-process";
  output() { return text(this); }
  async run() { await this.output().write("a"); }
}`;
  using project = await Project.make({ files: { "slips.ts": slips } });
  const note =
    "note: `Split.exector` (slips.ts, line 3) is nothing that Cauce reads of a task. Did you mean `static executor`?\n";
  const { code, stderr } = await project.cauce("run", "slips.ts", "Split", "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: note });
});

test("--bell rings on standard error, once", async () => {
  using project = await Project.make(sumsProject);
  const { stdout, stderr } = await project.cauce("run", "iris.ipynb", "Shown", "--bell");
  expect(stderr.split("\u0007")).toHaveLength(2);
  expect(stdout).not.toContain("\u0007");
});

describe.concurrent("The lines of --json", () => {
  test("are those of the documentation, for a first run and a second", async () => {
    using project = await Project.make(sumsProject);
    const first = await project.run("Shown", "--workers", "1");
    const file = expect.stringMatching(
      /^outputs\/Total\/factor=2,labels-[0-9a-f]{8}\/output\.json$/,
    );
    const total = {
      event: "task",
      id: "Total",
      family: "Total",
      params: { factor: 2, labels: [] },
    };
    const shown = { event: "task", id: "Shown", family: "Shown", params: {} };
    const ms = expect.any(Number);
    const reason = [{ kind: "never-run" }];
    const numbers = {
      event: "task",
      id: "Numbers",
      family: "Numbers",
      params: {},
      status: "fresh",
    };
    expect(first.events).toEqual([
      { event: "plan", tasks: 3, stale: 2 },
      numbers,
      { ...total, status: "started", reason },
      { ...total, status: "succeeded", ms, outputs: [file] },
      { ...shown, status: "started", reason },
      { ...shown, status: "succeeded", ms, outputs: ["outputs/shown.txt"] },
      { event: "summary", ran: 2, fresh: 1, failed: 0, blocked: 0, ms },
    ]);
    expect((await project.run("Shown")).events).toEqual([
      { event: "plan", tasks: 3, stale: 0 },
      numbers,
      { ...total, status: "fresh" },
      { ...shown, status: "fresh" },
      { event: "summary", ran: 0, fresh: 3, failed: 0, blocked: 0, ms },
    ]);
  });

  test("say what was brought back after an undone edit", async () => {
    using project = await Project.make(sumsProject);
    await project.run("Shown");
    const total = sumsProject.cells.total.replace("* this.factor", "* this.factor + 1");
    await project.writeCells({ ...sumsProject.cells, total });
    const edited = await project.run("Shown");
    expect(edited.events).toContainEqual({
      event: "task",
      id: "Total",
      family: "Total",
      params: { factor: 2, labels: [] },
      status: "started",
      reason: [
        {
          kind: "code-changed",
          changes: [
            {
              name: "Total",
              place: "cell 3",
              change: "edited",
              diff: [
                expect.stringMatching(/^- .*\* this\.factor/),
                expect.stringMatching(/^\+ .*\* this\.factor \+ 1/),
              ],
            },
          ],
        },
      ],
    });
    await project.writeCells(sumsProject.cells);
    const undone = await project.run("Shown");
    expect(undone.restored).toEqual(["Shown", "Total"]);
    expect(undone.summary).toMatchObject({ ran: 0, fresh: 3 });
    expect(await project.read("outputs/shown.txt")).toBe("12");
  });

  test("give failures with their place and who is blocked by them", async () => {
    using project = await Project.make(sumsProject);
    const total = sumsProject.cells.total.replace(
      "const rows",
      `throw new TypeError("no"); const rows`,
    );
    await project.writeCells({ ...sumsProject.cells, total });
    const { events, code } = await project.run("Shown");
    expect(code).toBe(1);
    expect(events.slice(-3)).toEqual([
      {
        event: "task",
        id: "Total",
        family: "Total",
        params: { factor: 2, labels: [] },
        status: "failed",
        ms: expect.any(Number),
        error: {
          name: "TypeError",
          message: "no",
          place: "cell 3",
          line: 9,
          column: 11,
          frame: {
            firstLine: 7,
            line: 9,
            column: 11,
            length: "new TypeError".length,
            lines: total.split("\n").slice(6, 11),
          },
          stack: expect.stringContaining("TypeError: no"),
        },
      },
      { event: "task", id: "Shown", family: "Shown", params: {}, status: "blocked", by: ["Total"] },
      { event: "summary", ran: 0, fresh: 1, failed: 1, blocked: 1, ms: expect.any(Number) },
    ]);
  });

  test("say forced where a run was forced, and run what is fresh", async () => {
    using project = await Project.make(sumsProject);
    await project.run("Shown");
    const forced = await project.run("Shown", "--force");
    expect(forced.ran).toEqual(["Shown", "Total"]);
    const reasons = forced.events.flatMap((event) =>
      event.event === "task" && event.status === "started" ? event.reason : [],
    );
    expect(reasons).toEqual([{ kind: "forced" }, { kind: "forced" }]);
  });
});

describe.concurrent("Parameters on the command line", () => {
  test("reach the task, in kebab case, as values, as JSON, with = and negative", async () => {
    using project = await Project.make({
      cells: {
        all: `
import { json, Task } from "cauce";
import { z } from "zod";
class Given extends Task.with({
  seedValue: z.int(), name: z.string(), isOn: z.boolean().default(false),
  kind: z.enum(["a", "b"]).default("a"), list: z.array(z.number()).default([]), model: z.object({ k: z.int() }).optional(),
}) {
  output() { return json("outputs/given.json"); }
  async run() {
    await this.output().write({ seed: this.seedValue, name: this.name, isOn: this.isOn, kind: this.kind, list: this.list, k: this.model?.k ?? null });
  }
}`,
      },
    });
    const words = ["--seed-value", "-7", "--name", "7", "--is-on", "--kind=b", "--list", "[1,2]"];
    const result = await project.run("Given", ...words, "--model", `{"k":3}`);
    expect(result.code, result.stderr).toBe(0);
    expect(JSON.parse(await project.read("outputs/given.json"))).toEqual({
      seed: -7,
      name: "7",
      isOn: true,
      kind: "b",
      list: [1, 2],
      k: 3,
    });
    expect((await project.run("Given", "--seedValue", "1", "--name", "")).code).toBe(0);
  });
});

describe.concurrent("Help", () => {
  test("lists the commands", async () => {
    using project = await Project.make(sumsProject);
    const { code, stdout } = await project.cauce("--help");
    expect(code).toBe(0);
    for (const command of ["run", "dag", "why", "tasks", "export", "install"]) {
      expect(stdout).toMatch(new RegExp(`^  ${command} .*<|^  ${command} \\[options\\] `, "m"));
    }
    expect(stdout).not.toContain("connection-file");
  });

  test("about a task names the task's own parameters", async () => {
    using project = await Project.make(sumsProject);
    for (const command of ["run", "dag", "why"]) {
      const { code, stdout, stderr } = await project.cauce(
        command,
        "iris.ipynb",
        "Total",
        "--help",
      );
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toContain(`Usage: cauce ${command} [options] <file> <task>`);
      expect(stdout).toMatch(
        /^ {2}--factor <integer> +what every number is multiplied by; default 2$/m,
      );
      expect(stdout).toMatch(/^ {2}--labels <JSON> +default \[\]$/m);
    }
  });

  test("does not fail where the file is not there", async () => {
    using project = await Project.make(sumsProject);
    const { code, stdout } = await project.cauce("run", "none.ipynb", "Total", "--help");
    expect(code).toBe(0);
    expect(stdout).toContain("Parameters of the task follow as --name value");
  });

  test("is what the tasks command gives for every task of a file", async () => {
    using project = await Project.make(sumsProject);
    const { stdout } = await project.cauce("tasks", "iris.ipynb", "--json");
    const tasks = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(tasks.map(({ family, kind }) => `${family} ${kind}`)).toEqual([
      "Numbers external",
      "Total task",
      "Shown task",
      "Other task",
      "All wrapper",
    ]);
    expect(tasks[1].parameters[0]).toEqual({
      name: "factor",
      type: "integer",
      significant: true,
      description: "what every number is multiplied by",
      default: 2,
    });
  });
});

describe("An exported notebook", () => {
  test("is a module that the compiler takes and that runs as the notebook does", async () => {
    using project = await Project.make(irisProject);
    const exported = await project.cauce("export", "iris.ipynb", "-o", "tasks.ts");
    expect(exported).toEqual({ code: 0, stdout: "", stderr: "wrote tasks.ts\n" });
    expect(await project.read("tasks.ts")).not.toContain("colours");

    const notebook = await project.run("IrisPipeline");
    const module = readRun(await project.cauce("run", "tasks.ts", "IrisPipeline", "--json"));
    expect(module.code, module.stderr).toBe(0);
    expect(module.summary).toMatchObject({ ran: 0, fresh: notebook.ran.length + 2 });

    symlinkSync(packageFolder, project.path("node_modules/cauce"));
    symlinkSync(path.join(packageFolder, "node_modules/zod"), project.path("node_modules/zod"));
    const compiler = path.join(packageFolder, "node_modules/typescript-native/bin/tsc");
    const flags =
      "--noEmit --strict --noImplicitAny --module nodenext --target es2023 --resolveJsonModule --allowImportingTsExtensions --skipLibCheck".split(
        " ",
      );
    const { stdout } = spawnSync(process.execPath, [compiler, ...flags, "tasks.ts"], {
      cwd: project.folder,
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  });
});

test("a run that no terminal follows loads neither bars nor what only a kernel needs", async () => {
  using project = await Project.make(sumsProject);
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(packageFolder, "dist/cli/main.js"), "run", "iris.ipynb", "Shown"],
    { cwd: project.folder, encoding: "utf8", env: { ...process.env, NODE_DEBUG: "module" } },
  );
  expect(status).toBe(0);
  expect(stderr).toMatch(/node_modules\/lmdb\//);
  expect(stderr).not.toMatch(/node_modules\/(cli-progress|typescript|tslab|zeromq|plotly|danfojs)/);
});
