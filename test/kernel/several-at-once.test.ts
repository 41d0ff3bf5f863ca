import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { startKernelProcess } from "../../src/kernel/kernel-process.ts";
import { makeTestProject } from "./kernel-rig.ts";

const commandLine = path.resolve(import.meta.dirname, "../../dist/cli/main.js");

/** The task says who runs it, and ends when it is told to. */
const tasks = `
import { Task, text } from "cauce";
import { appendFileSync, existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
export class Slow extends Task {
  output() { return text("slow.txt"); }
  async run() {
    appendFileSync("runs.txt", process.pid + "\\n");
    while (!existsSync("go.txt")) await sleep(10);
    await this.output().write("done");
  }
}`;
const cell = `${tasks.replaceAll("export ", "")}
import { run } from "cauce";
const report = await run(new Slow());
report.tasks[0].status`;

class Folder {
  readonly path = makeTestProject();

  constructor() {
    writeFileSync(path.join(this.path, "tasks.ts"), tasks);
  }

  async startKernels() {
    const folder = this.path;
    return Promise.all([startKernelProcess({ folder }), startKernelProcess({ folder })]);
  }

  startShell() {
    const words = ["run", "tasks.ts", "Slow", "--json"];
    const child = spawn(process.execPath, [commandLine, ...words], {
      cwd: this.path,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const status = text(child.stdout).then((lines) => {
      const { ran, fresh } = JSON.parse(lines.trim().split("\n").at(-1) ?? "");
      return ran === 1 ? "succeeded" : fresh === 1 ? "fresh" : lines;
    });
    return { pid: child.pid, status };
  }

  /** The processes that began the task. */
  runners(): number[] {
    const file = path.join(this.path, "runs.txt");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map(Number) : [];
  }

  async untilRunners(count: number): Promise<number[]> {
    while (this.runners().length < count) await sleep(20);
    return this.runners();
  }

  letGo(): void {
    writeFileSync(path.join(this.path, "go.txt"), "");
  }
}

type Kernel = Awaited<ReturnType<typeof startKernelProcess>>;

/** How the task ended for a kernel; undefined where the kernel itself ends before. */
async function runCell({ client }: Kernel): Promise<string | undefined> {
  try {
    const { messages } = await client.execute(cell);
    const result = messages.find(({ type }) => type === "execute_result");
    return String(Object(result?.content.data)["text/plain"]).replaceAll(/['"]/g, "");
  } catch {
    return undefined;
  }
}

test("a task that two kernels and a shell ask for at once runs once", async () => {
  const folder = new Folder();
  const kernels = await folder.startKernels();
  try {
    const cells = kernels.map(runCell);
    const shell = folder.startShell();
    await folder.untilRunners(1);
    // Longer than any of them needs to come to the task.
    await sleep(1_500);
    folder.letGo();
    const ends = [...(await Promise.all(cells)), await shell.status];
    expect(folder.runners()).toHaveLength(1);
    expect(ends.sort()).toEqual(["fresh", "fresh", "succeeded"]);
  } finally {
    await Promise.all(kernels.map((kernel) => kernel.stop()));
  }
}, 60_000);

test("when the kernel that runs a task is killed, one of the others runs it, and both end well", async () => {
  const folder = new Folder();
  const kernels = await folder.startKernels();
  const [first, second] = kernels;
  try {
    const lost = runCell(first);
    expect(await folder.untilRunners(1)).toEqual([first.pid]);
    const cell = runCell(second);
    const shell = folder.startShell();
    await sleep(1_500);
    expect(folder.runners()).toEqual([first.pid]);
    first.kill();
    expect(await lost).toBeUndefined();
    const [, heir] = await folder.untilRunners(2);
    expect([second.pid, shell.pid]).toContain(heir);
    folder.letGo();
    const ends = [await cell, await shell.status];
    expect(folder.runners()).toHaveLength(2);
    expect(ends.sort()).toEqual(["fresh", "succeeded"]);
  } finally {
    await Promise.all(kernels.map((kernel) => kernel.stop()));
  }
}, 60_000);
