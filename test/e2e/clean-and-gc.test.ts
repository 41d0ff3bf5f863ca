import { existsSync } from "node:fs";
import { mkdir, readdir, symlink, utimes } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { Project } from "./project-rig.ts";
import { sumsProject } from "./sums-project.ts";

async function made(): Promise<Project> {
  const project = await Project.make(sumsProject);
  expect((await project.run("All")).code).toBe(0);
  return project;
}

async function clean(project: Project, ...words: string[]) {
  const { stdout, stderr, code } = await project.cauce("clean", "iris.ipynb", ...words, "--json");
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  const report = JSON.parse(stdout);
  return { ...report, ids: report.tasks.map(({ id }: { id: string }) => id).sort() };
}

const hourAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);

describe("`cauce clean`", () => {
  test("removes one task's outputs and record, and nothing else", async () => {
    using project = await made();
    const dry = await clean(project, "Total", "--dry-run");
    expect(dry).toMatchObject({ dryRun: true, ids: ["Total"], kept: [] });
    const file = dry.tasks[0].files[0].path;
    expect(existsSync(project.path(file))).toBe(true);
    expect(dry.sizeBytes).toBeGreaterThan(0);
    expect(await clean(project, "Total")).toMatchObject({ sizeBytes: dry.sizeBytes });
    expect(existsSync(project.path(path.dirname(file)))).toBe(false);
    expect(existsSync(project.path("data/numbers.csv"))).toBe(true);
    expect((await project.run("All")).ran).toEqual(["Total"]);
    expect((await clean(project, "Total", "--factor", "5")).ids).toEqual([]);
  });

  test("goes downstream through the record, and upstream through what is required", async () => {
    using project = await made();
    expect((await clean(project, "Total", "--downstream")).ids).toEqual(["All", "Shown", "Total"]);
    expect(existsSync(project.path("outputs/shown.txt"))).toBe(false);
    expect(existsSync(project.path("outputs/other.txt"))).toBe(true);
    expect((await project.run("All")).ran).toEqual(["All", "Shown", "Total"]);
    expect((await clean(project, "Shown", "--upstream")).ids).toEqual(["Shown", "Total"]);
    expect(await project.read("data/numbers.csv")).toBe("x,y\n1,a\n2,b\n3,c\n");
  });

  test("takes every recorded task of a family with --all, also of one that is gone", async () => {
    using project = await made();
    expect((await project.run("Total", "--factor", "5")).code).toBe(0);
    const all = ["Total", "Total(factor=5)"];
    expect((await clean(project, "Total", "--all", "--dry-run")).ids).toEqual(all);
    const gone = sumsProject.cells.other.replaceAll("Other", "Renamed");
    await project.writeCells({ imports: sumsProject.cells.imports, other: gone });
    expect((await clean(project, "Total", "--all", "--downstream")).ids).toEqual([
      "All",
      "Shown",
      ...all,
    ]);
    expect(existsSync(project.path("outputs/Total"))).toBe(false);
    const refused = await project.cauce("clean", "iris.ipynb", "Total", "--all");
    expect(refused.stderr).toContain("`Total` is not defined. The tasks are `Renamed`.");
  });

  test("keeps an edited output and its record, unless it is forced to", async () => {
    using project = await made();
    await project.write("outputs/other.txt", "mine now");
    expect(await clean(project, "Other")).toMatchObject({
      ids: [],
      kept: [{ id: "Other", path: "outputs/other.txt", why: "edited" }],
    });
    expect(await project.read("outputs/other.txt")).toBe("mine now");
    expect((await clean(project, "Other", "--force")).ids).toEqual(["Other"]);
    expect(existsSync(project.path("outputs/other.txt"))).toBe(false);
  });

  test("deletes nothing outside the project, by whatever path it got there", async () => {
    using elsewhere = await Project.make({});
    using project = await Project.make({
      cells: {
        all: `
import { Task, text } from "cauce";
class Absolute extends Task {
  output() { return text(${JSON.stringify(elsewhere.path("absolute.txt"))}); }
  async run() { await this.output().write("a"); }
}
class Linked extends Task {
  requires() { return new Absolute(); }
  output() { return text("linked/b.txt"); }
  async run() { await this.output().write("b"); }
}`,
      },
    });
    await mkdir(elsewhere.path("disk"));
    await symlink(elsewhere.path("disk"), project.path("linked"));
    expect((await project.run("Linked")).code).toBe(0);
    const { kept, ids } = await clean(project, "Linked", "--upstream", "--force");
    expect(kept.map(({ why }: { why: string }) => why)).toEqual(["outside", "outside"]);
    expect(ids).toEqual(["Absolute", "Linked"]);
    expect(await elsewhere.read("absolute.txt")).toBe("a");
    expect(await elsewhere.read("disk/b.txt")).toBe("b");
  });

  test("leaves a file that is external data by now", async () => {
    using project = await made();
    await project.writeCells({
      ...sumsProject.cells,
      other: `class Other extends ExternalTask { output() { return text("outputs/other.txt"); } }`,
    });
    const { kept, ids } = await clean(project, "All", "--upstream", "--force");
    expect(ids).toEqual(["All", "Other", "Shown", "Total"]);
    expect(kept).toEqual([{ id: "Other", path: "outputs/other.txt", why: "external" }]);
    expect(await project.read("outputs/other.txt")).toBe("other");
  });

  test("leaves a task alone that another process is running", async () => {
    using project = await made();
    const cells = sumsProject.cells;
    const busy = `writeFileSync("busy.txt", ""); while (!existsSync("go.txt")) await new Promise((r) => setTimeout(r, 10)); await`;
    await project.writeCells({
      ...cells,
      imports: `${cells.imports}\nimport { existsSync, writeFileSync } from "node:fs";`,
      other: cells.other.replace("await", busy),
    });
    const running = project.start("run", "iris.ipynb", "Other");
    while (!existsSync(project.path("busy.txt"))) await new Promise((r) => setTimeout(r, 10));
    const { code, stderr } = await project.cauce("clean", "iris.ipynb", "Other");
    expect(stderr).toContain(`\`Other\` is being run by process ${running.process.pid}.`);
    expect(code).toBe(2);
    expect(await project.read("outputs/other.txt")).toBe("other");
    await project.write("go.txt", "");
    expect((await running.ended).code).toBe(0);
    expect((await clean(project, "Other")).ids).toEqual(["Other"]);
  });

  test("says in words what went and how much", async () => {
    using project = await made();
    const { stdout } = await project.cauce("clean", "iris.ipynb", "Other");
    expect(stdout).toBe(
      "removed 1 task, 10 B\n  Other\n    outputs/other.txt  5 B\n    kept versions  5 B\n",
    );
    const again = await project.cauce("clean", "iris.ipynb", "Other");
    expect(again.stdout).toMatch(/^nothing to remove/);
  });
});

describe("`cauce gc`", () => {
  const gc = async (project: Project, ...words: string[]) => {
    const { stdout, stderr, code } = await project.cauce("gc", ...words, "--json");
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    return JSON.parse(stdout);
  };

  test("finds nothing in a project that is in order", async () => {
    using project = await made();
    expect(await gc(project)).toEqual({ dryRun: false, items: [], sizeBytes: 0 });
    using untouched = await Project.make({});
    expect((await untouched.cauce("gc")).stdout).toBe("nothing to remove\n");
    expect(existsSync(untouched.path(".cauce"))).toBe(false);
  });

  test("drops versions beyond --keep, and what stays still comes back", async () => {
    using project = await made();
    const write = (text: string) =>
      project.writeCells({
        ...sumsProject.cells,
        other: sumsProject.cells.other.replace('"other"', `"${text}"`),
      });
    for (const text of ["second", "third"]) {
      await write(text);
      await project.run("Other");
    }
    const gone = await gc(project, "--keep", "2");
    expect(gone.items).toEqual([{ kind: "version", name: "Other", sizeBytes: 5 }]);
    await write("second");
    expect((await project.run("Other")).restored).toEqual(["Other"]);
    await write("other");
    expect((await project.run("Other")).ran).toEqual(["Other"]);
  });

  test("deletes compiled modules of code that is gone, and temporary files that are old", async () => {
    using project = await Project.make({
      cells: {
        all: `
import { Task, text } from "cauce";
import { word } from "./src/word.ts";
class Word extends Task {
  output() { return text(this); }
  async run() { await this.output().write(word); }
}`,
      },
      files: { "src/word.ts": 'export const word = "one";' },
    });
    await project.run("Word");
    await project.write("src/word.ts", 'export const word = "two";');
    await project.run("Word");
    const modules = await readdir(project.path(".cauce/modules"));
    // Of each version of the file one, and of each version of the task one for its thread.
    expect(modules).toHaveLength(4);
    for (const name of modules)
      await utimes(project.path(`.cauce/modules/${name}`), hourAgo, hourAgo);
    const old = [
      "outputs/Word/.output.txt.4711-0123456789ab.tmp",
      "outputs/.99-0123456789abcdef.tmp",
    ];
    const others = ["outputs/Word/.output.txt.4711-ba9876543210.tmp", "outputs/Word/notes.tmp"];
    for (const file of [...old, ...others]) await project.write(file, "half");
    for (const file of [...old, "outputs/Word/notes.tmp"])
      await utimes(project.path(file), hourAgo, hourAgo);
    const dry = await gc(project, "--dry-run");
    expect(dry.items.map(({ kind }: { kind: string }) => kind)).toEqual([
      "module",
      "module",
      "module",
      "temporary-file",
      "temporary-file",
    ]);
    expect(existsSync(project.path(old[0] ?? ""))).toBe(true);
    expect(await gc(project)).toEqual({ ...dry, dryRun: false });
    expect([...old, ...others].map((file) => existsSync(project.path(file)))).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(await readdir(project.path(".cauce/modules"))).toHaveLength(1);
    expect((await project.run("Word")).summary).toMatchObject({ ran: 0, fresh: 1 });
    expect((await gc(project)).items).toEqual([]);
  });

  test("deletes the record of an older Cauce that was set aside", async () => {
    using project = await made();
    await project.write(".cauce/record-format-1/data.mdb", "12345678");
    expect((await gc(project)).items).toEqual([
      { kind: "older-record", name: ".cauce/record-format-1", sizeBytes: 8 },
    ]);
    expect(existsSync(project.path(".cauce/record-format-1"))).toBe(false);
    expect(existsSync(project.path(".cauce/record"))).toBe(true);
  });

  test("refuses to keep less than the current version", async () => {
    using project = await made();
    const { code, stderr } = await project.cauce("gc", "--keep", "0");
    expect(code).toBe(2);
    expect(stderr).toContain("`--keep 0`");
  });
});
