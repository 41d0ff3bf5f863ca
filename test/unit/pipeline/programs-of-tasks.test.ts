import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { describeIf } from "../../setup/requirements.ts";
import { TemporaryProject } from "./temporary-project.ts";

const linux = {
  name: "Linux",
  available: process.platform === "linux",
  possible: false,
  reason: "only there it is told which thread has started a program",
};

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.close());

const head =
  'import { execSync, spawn } from "node:child_process";\nimport { appendFileSync } from "node:fs";\nimport { Task, WrapperTask, text } from "cauce";';
const task = (name: string, body: string, more = "") =>
  `class ${name} extends Task {\n${more}\noutput() { return text("${name}.txt"); }\nasync run() { ${body} }\n}`;
const limited = "timeoutMs = 300;";
/** A program that writes its number down, and would then go on for a minute. */
const program = (name: string) => `echo $$ > ${pidFile(name)}; exec sleep 60`;

function pidFile(name: string): string {
  return project.path(`${name}.pid`);
}

function pidOf(name: string): number {
  const pid = Number.parseInt(readFileSync(pidFile(name), "utf8"), 10);
  expect(pid).toBeGreaterThan(1);
  return pid;
}

async function hasEnded(pid: number): Promise<void> {
  await expect.poll(() => isAlive(pid)).toBe(false);
}

/** One that has ended stands as "Z" until the process that started it looks. */
function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/status`, "utf8").includes("State:\tZ");
  } catch {
    return false;
  }
}

describeIf(linux, "the programs of a task", () => {
  test.each([
    ["waits for", () => `execSync(${JSON.stringify(program("T"))});`],
    [
      "waits for, and that ignores SIGTERM,",
      () =>
        `execSync(${JSON.stringify(`trap '' TERM; echo $$ > ${pidFile("T")}; sleep 60; sleep 60`)});`,
    ],
    [
      "has started",
      () => `spawn("sh", ["-c", ${JSON.stringify(program("T"))}]); await new Promise(() => {});`,
    ],
  ])("a program that a task %s ends with the task at its time limit", async (_, body) => {
    const report = await project.run([head, task("T", body(), limited)], "T");
    expect(report.tasks.find(({ id }) => id === "T")?.error).toMatchObject({ code: "timeout" });
    await hasEnded(pidOf("T"));
  });

  test("a task that comes next does not end with the thread of one whose programs are being ended", async () => {
    // To find all of a tree takes longer than the task, whose own program has ended, takes to end.
    project.write(
      "deep.sh",
      'if [ "$1" -gt 0 ]; then sh "$0" $(($1 - 1)); true; else sleep 60; fi',
    );
    const deep = `spawn("sh", [${JSON.stringify(project.path("deep.sh"))}, "40"]);`;
    const cells = [
      head,
      task("T", `${deep} execSync("sleep 60");`, `${limited} priority = 1;`),
      task("Next", `await new Promise((r) => setTimeout(r, 300)); await this.output().write("");`),
      "class Both extends WrapperTask { requires() { return [new T(), new Next()]; } }",
    ];
    const report = await project.run(cells, "Both", { workers: 1 });
    expect(Object.fromEntries(report.tasks.map(({ id, status }) => [id, status]))).toEqual({
      T: "failed",
      Next: "succeeded",
      Both: "blocked",
    });
  });

  test("a program that an earlier task has left running goes on", async () => {
    const leave = `spawn("sh", ["-c", ${JSON.stringify(program("Server"))}], { detached: true }).unref(); await new Promise((r) => setTimeout(r, 300)); await this.output().write("on");`;
    const cells = [
      head,
      task("Server", leave),
      task("T", "for (;;);", `${limited} requires() { return new Server(); }`),
    ];
    await project.run(cells, "T", { workers: 1 });
    const pid = pidOf("Server");
    await delay(200);
    expect(isAlive(pid)).toBe(true);
    process.kill(pid, "SIGKILL");
  });
});
