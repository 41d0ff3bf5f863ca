import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { describeWithSmallDisk, SmallDisk } from "../setup/small-disk.ts";
import { endsOf, Project } from "./project-rig.ts";

const cells = {
  imports: `import { Task, text, WrapperTask } from "cauce";\nimport { z } from "zod";`,
  big: `
class Big extends Task {
  output() { return text(this); }
  async run() { await this.output().write("big ".repeat(250_000)); }
}`,
  small: `
class Small extends Task.with({ at: z.int() }) {
  output() { return text(this); }
  async run() { await this.output().write(("small " + this.at + "\\n").repeat(300)); }
}
class Smalls extends WrapperTask {
  requires() { return Array.from({ length: 250 }, (_, at) => new Small({ at })); }
}`,
};
const smalls = Array.from({ length: 250 }, (_, at) => `small ${at}\n`.repeat(300)).sort();

async function smallsOf(project: Project): Promise<string[]> {
  const texts = readdirSync(project.path("outputs/Small")).map((folder) =>
    project.read(`outputs/Small/${folder}/output.txt`),
  );
  return (await Promise.all(texts)).sort();
}

function temporaryFilesOf(project: Project): string[] {
  const names = readdirSync(project.path("."), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".tmp") || name.includes("incoming/"));
}

/** Whatever a run that failed has recorded is right: a plain one makes the rest, and only that. */
async function expectPlainRunMends(project: Project, task: string): Promise<void> {
  const { code, stderr, summary } = await project.run(task);
  expect({ code, stderr, failed: summary?.failed }).toEqual({ code: 0, stderr: "", failed: 0 });
  expect((await project.run(task)).summary).toMatchObject({ ran: 0, failed: 0 });
  expect(temporaryFilesOf(project)).toEqual([]);
}

describeWithSmallDisk("A disk that is full", () => {
  test("for an output fails its task, names the file, and leaves nothing of it", async () => {
    using project = await Project.make({ cells });
    using disk = new SmallDisk(project.path("outputs"), 512);
    const { code, stdout } = await project.run("Big");
    expect(code).toBe(1);
    expect(stdout).toContain(
      "`outputs/Big/output.txt` cannot be written: there is no room for it (ENOSPC). Free some space, then run again",
    );
    expect(readdirSync(project.path("outputs/Big"))).toEqual([]);
    disk.makeRoom();
    await expectPlainRunMends(project, "Big");
    expect(await project.read("outputs/Big/output.txt")).toBe("big ".repeat(250_000));
  });

  test("for some outputs lets the others count", async () => {
    using project = await Project.make({ cells });
    using disk = new SmallDisk(project.path("outputs"), 512);
    const first = await project.run("Smalls");
    const ends = Object.entries(endsOf(first)).filter(([id]) => id.startsWith("Small("));
    const count = (status: string) => ends.filter(([, end]) => end === status).length;
    expect(count("succeeded")).toBeGreaterThan(50);
    expect(count("failed")).toBeGreaterThan(50);
    disk.makeRoom();
    const second = await project.run("Smalls");
    expect(second.summary).toMatchObject({ fresh: count("succeeded"), failed: 0 });
    expect(await smallsOf(project)).toEqual(smalls);
  });

  test("for a kept version ends the run with the remedy, and the next one goes on", async () => {
    using project = await Project.make({ cells });
    using disk = new SmallDisk(project.path(".cauce"), 400);
    const { code, stderr } = await project.cauce("run", "iris.ipynb", "Big");
    expect(code).toBe(2);
    expect(stderr).toContain(`.cauce\` cannot be used: the disk is full or a quota is reached`);
    expect(stderr).toContain("Make room and run again.");
    disk.makeRoom();
    await expectPlainRunMends(project, "Big");
  });

  test("for the record ends the run with the remedy, and the next one goes on", async () => {
    using project = await Project.make({ cells });
    using disk = new SmallDisk(project.path(".cauce"), 400);
    const { code, stdout, stderr } = await project.cauce("run", "iris.ipynb", "Smalls");
    expect(code).toBe(2);
    // Of the tasks that still ran nothing is told.
    expect(stdout).not.toContain("✗");
    expect(stderr).toMatch(/\.cauce` cannot be used: the disk is full or/);
    expect(stderr).toMatch(/Make room/);
    disk.makeRoom();
    await expectPlainRunMends(project, "Smalls");
    expect(await smallsOf(project)).toEqual(smalls);
  });
});

describe("A place where no folder can be made", () => {
  test("for outputs fails their tasks and names what stands there", async () => {
    using project = await Project.make({ cells, files: { outputs: "a file" } });
    const { code, stdout } = await project.run("Big");
    expect(code).toBe(1);
    expect(stdout).toContain(
      "`outputs/Big/output.txt` cannot be written: `outputs` is a file, and a folder was expected there. Move that file",
    );
    project.remove("outputs");
    await expectPlainRunMends(project, "Big");
  });

  test("for the record ends the run before anything is made", async () => {
    using project = await Project.make({ cells, files: { ".cauce": "a file" } });
    const { code, stderr } = await project.run("Big");
    expect(code).toBe(2);
    expect(stderr).toContain("a file stands where a folder is expected");
    expect(stderr).toContain("Move that file away.");
    project.remove(".cauce");
    await expectPlainRunMends(project, "Big");
  });
});
