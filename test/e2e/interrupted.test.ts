import { describe, expect, test } from "vitest";
import { endsOf, Project, type ProjectContent, readRun } from "./project-rig.ts";

const cells = {
  imports: `import { Task, text, WrapperTask } from "cauce";\nimport { z } from "zod";\nimport { setTimeout as sleep } from "node:timers/promises";`,
  steps: `
class Step extends Task.with({ at: z.int() }) {
  output() { return text(this); }
  async run() { await sleep(20); await this.output().write("step " + this.at); }
}
class Join extends Task {
  requires() { return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => new Step({ at })); }
  output() { return text(this); }
  async run() {
    const texts = await Promise.all(this.input().map((step) => step.read()));
    await this.output().write(texts.join(";"));
  }
}`,
  slow: `
class Quick extends Task {
  output() { return text("outputs/quick.txt"); }
  async run() { await this.output().write("quick"); }
}
class Slow extends Task {
  requires() { return new Quick(); }
  output() { return text("outputs/slow.txt"); }
  async run() {
    await this.output().write("half");
    await sleep(60_000, undefined, { signal: this.signal });
  }
}
class Deaf extends Task {
  requires() { return new Quick(); }
  output() { return text("outputs/deaf.txt"); }
  async run() { await sleep(60_000); }
}
class After extends Task {
  requires() { return new Slow(); }
  output() { return text("outputs/after.txt"); }
  async run() { await this.output().write("after"); }
}`,
};
const steps = Array.from({ length: 10 }, (_, at) => `Step(at=${at})`);
const joined = steps.map((_, at) => `step ${at}`).join(";");

const content: ProjectContent = { cells };

describe.concurrent("What is interrupted", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "by %s ends with 130, keeps what is done, and goes on next time",
    async (signal) => {
      using project = await Project.make(content);
      const running = project.start("run", "iris.ipynb", "After", "--json");
      await running.said(`"id":"Slow","family":"Slow","params":{},"status":"started"`);
      running.process.kill(signal);
      const stopped = readRun(await running.ended);
      expect(stopped).toMatchObject({ code: 130, stderr: "" });
      expect(endsOf(stopped)).toEqual({
        Quick: "succeeded",
        Slow: "cancelled",
        After: "cancelled",
      });
      expect(stopped.summary).toMatchObject({ ran: 1, failed: 0, cancelled: 2 });

      await project.writeCells({
        ...cells,
        slow: cells.slow.replace("60_000, undefined", "1, undefined"),
      });
      const next = await project.run("After");
      expect(endsOf(next)).toEqual({ Quick: "fresh", Slow: "succeeded", After: "succeeded" });
    },
  );

  test("ends soon even when a task does not listen", async () => {
    using project = await Project.make(content);
    const running = project.start("run", "iris.ipynb", "Deaf", "--json");
    await running.said(`"id":"Deaf","family":"Deaf","params":{},"status":"started"`);
    const from = performance.now();
    running.process.kill("SIGINT");
    const stopped = readRun(await running.ended);
    expect(performance.now() - from).toBeLessThan(8_000);
    expect(stopped.code).toBe(130);
    expect(endsOf(stopped)).toEqual({ Quick: "succeeded", Deaf: "cancelled" });
  });

  test("by kill -9, ten times, is made right by a plain run", async () => {
    using project = await Project.make(content);
    for (let at = 0; at < 10; at++) {
      const running = project.start("run", "iris.ipynb", "Join", "--json", "--workers", "1");
      const ended = running
        .said(`"id":"Step(at=${at})"`)
        .then(() => running.process.kill("SIGKILL"));
      await ended;
      await running.ended;
    }
    const plain = await project.run("Join");
    expect(plain.code, plain.stderr).toBe(0);
    expect(await project.read("outputs/Join/output.txt")).toBe(joined);
    expect((await project.run("Join")).summary).toMatchObject({ ran: 0, fresh: 11 });
  }, 120_000);

  test("is not two runs at the same time: both end right", async () => {
    using project = await Project.make(content);
    const both = await Promise.all([project.run("Join"), project.run("Join")]);
    for (const { code, stderr, summary } of both) {
      // On a busy machine the one may have to wait long for the other, and says so.
      const said = stderr.replaceAll(/^.*: waits.*, because process \d+ is at (it|them)\n/gm, "");
      expect({ code, said }).toEqual({ code: 0, said: "" });
      expect((summary?.ran ?? 0) + (summary?.fresh ?? 0)).toBe(11);
    }
    expect(await project.read("outputs/Join/output.txt")).toBe(joined);
    expect((await project.run("Join")).summary).toMatchObject({ ran: 0, fresh: 11 });
  });

  test("by a reader who leaves ends quietly, and goes on next time", async () => {
    using project = await Project.make(content);
    const running = project.start("run", "iris.ipynb", "Join", "--json", "--workers", "1");
    await running.said(`"event":"plan"`);
    running.process.stdout?.destroy();
    expect(await running.ended).toMatchObject({ code: 130, stderr: "" });
    expect((await project.run("Join")).code).toBe(0);
    expect(await project.read("outputs/Join/output.txt")).toBe(joined);
  });
});
