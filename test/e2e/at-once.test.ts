import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { endsOf, Project, readRun } from "./project-rig.ts";

/** Every run of a task leaves a line in runs.txt. */
const cells = {
  imports: `
import { Task, WrapperTask, json, z } from "cauce";
import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";`,
  tasks: `
async function work(id: string, ms: number) {
  appendFileSync("runs.txt", id + "\\n");
  await sleep(ms);
}
class Base extends Task {
  output() { return json<number>(this); }
  async run() { await work(this.id, 400); await this.output().write(1); }
}
class Part extends Task.with({ k: z.int() }) {
  requires() { return new Base(); }
  output() { return json<number>(this); }
  async run() { await work(this.id, 30); await this.output().write(this.k + (await this.input().read())); }
}
class Asked extends Task.with({ k: z.int() }) {
  output() { return json<number>(this); }
  async run() { await work(this.id, 50); await this.output().write(this.k); }
}
class Asking extends Task {
  output() { return json<number>(this); }
  async *run() {
    await work(this.id, 50);
    const asked = [1, 2].map((k) => new Asked({ k }));
    yield asked;
    await this.output().write(await asked[1].output().read());
  }
}
class All extends WrapperTask {
  requires() { return [new Asking(), ...[1, 2, 3, 4, 5].map((k) => new Part({ k }))]; }
}
class Slow extends Task {
  output() { return json<number>(this); }
  async run() {
    const isFirst = !existsSync("first.txt");
    writeFileSync("first.txt", "");
    await work(this.id, isFirst ? 60_000 : 0);
    await this.output().write(1);
  }
}
class Failing extends Task {
  output() { return json<number>(this); }
  async run() {
    const isFirst = !existsSync("first.txt");
    writeFileSync("first.txt", "");
    await work(this.id, 0);
    while (!existsSync("go.txt")) await sleep(10);
    if (isFirst) throw new Error("the first one fails");
    await this.output().write(1);
  }
}`,
};

const ids = [
  "Asked(k=1)",
  "Asked(k=2)",
  "Asking",
  "Base",
  ...[1, 2, 3, 4, 5].map((k) => `Part(k=${k})`),
];

function runsOf(project: Project): string[] {
  return readFileSync(project.path("runs.txt"), "utf8").trim().split("\n").sort();
}

function start(project: Project, task: string, ...words: string[]) {
  return project.start("run", "iris.ipynb", task, "--json", ...words);
}

async function untilThere(file: string): Promise<void> {
  while (!existsSync(file)) await sleep(10);
}

async function locksIn(project: Project): Promise<string[]> {
  return readdir(project.path(".cauce/locks"));
}

describe("two runs of one project at once", () => {
  test.for([
    ["1", "1"],
    ["1", "4"],
    ["4", "4"],
  ])("run each task once, with %s and %s workers", async ([left = "", right = ""]) => {
    using project = await Project.make({ cells });
    const running = [left, right].map((workers) => start(project, "All", "--workers", workers));
    const results = (await Promise.all(running.map(({ ended }) => ended))).map(readRun);
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    expect(runsOf(project)).toEqual(ids);
    for (const result of results) {
      const ends = Object.values(endsOf(result));
      expect(ends.every((status) => status === "fresh" || status === "succeeded")).toBe(true);
    }
    expect((await project.run("All")).summary).toMatchObject({ ran: 0, failed: 0 });
    expect(await locksIn(project)).toEqual([]);
  });

  test("go on when one is killed in the middle of a task", async () => {
    using project = await Project.make({ cells });
    const first = start(project, "Slow");
    await untilThere(project.path("first.txt"));
    const second = start(project, "Slow");
    await second.complained(`process ${first.process.pid} is at it`);
    await sleep(300);
    expect(second.process.exitCode).toBeNull();
    first.process.kill("SIGKILL");
    const killedAt = performance.now();
    const result = readRun(await second.ended);
    // Who waits for a lock that nobody gives back would wait for ever; a busy machine takes its time.
    expect(performance.now() - killedAt).toBeLessThan(60_000);
    expect(result.ran).toEqual(["Slow"]);
    expect(runsOf(project)).toEqual(["Slow", "Slow"]);
    expect(await locksIn(project)).toEqual([]);
  });

  test("are not held up by what a killed one left behind", async () => {
    using project = await Project.make({ cells });
    const first = start(project, "Slow");
    await untilThere(project.path("first.txt"));
    first.process.kill("SIGKILL");
    await first.ended;
    expect(await locksIn(project)).toHaveLength(2);
    expect((await project.run("Slow")).ran).toEqual(["Slow"]);
    expect(await locksIn(project)).toEqual([]);
  });

  test("try a task again that failed in the other one", async () => {
    using project = await Project.make({ cells });
    const first = start(project, "Failing");
    await untilThere(project.path("first.txt"));
    const second = start(project, "Failing");
    await second.complained("is at it");
    await project.write("go.txt", "");
    expect((await first.ended).code).toBe(1);
    expect(readRun(await second.ended).ran).toEqual(["Failing"]);
  });

  test("can be interrupted while they wait, and the other one ends well", async () => {
    using project = await Project.make({ cells });
    const first = start(project, "Failing");
    await untilThere(project.path("first.txt"));
    const second = start(project, "Failing");
    await second.complained("is at it");
    second.process.kill("SIGINT");
    const result = readRun(await second.ended);
    expect(result.code).toBe(130);
    expect(endsOf(result)).toEqual({ Failing: "cancelled" });
    await project.write("go.txt", "");
    expect((await first.ended).code).toBe(1);
    expect(runsOf(project)).toEqual(["Failing"]);
  });
});
