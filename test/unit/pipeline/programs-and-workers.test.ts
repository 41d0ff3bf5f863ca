import { afterEach, beforeEach, expect, test } from "vitest";
import { TemporaryProject } from "./temporary-project.ts";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.close());

/** Notes its begin and its end, and stays at least until a second program has begun. */
const script = `
const { appendFileSync, readFileSync } = require("node:fs");
const log = process.argv[2];
appendFileSync(log, "+");
const wait = setInterval(() => {
  if (readFileSync(log, "utf8").split("+").length <= 2) return;
  clearInterval(wait);
  setTimeout(() => appendFileSync(log, "-"), 100);
}, 10);`;

const head = `import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import { Task, text, WrapperTask, z } from "cauce";`;

/** Six tasks that each wait for a program, by two ways, in threads and in this process. */
const cells = (program: string, log: string) => [
  head,
  `const words = ${JSON.stringify([program, log])};`,
  `class Files extends Task.with({ n: z.int() }) {
    output() { return text(this); }
    async run() {
      await promisify(execFile)(process.execPath, words);
      await this.output().write("done");
    }
  }`,
  `class Spawns extends Task.with({ n: z.int() }) {
    static executor = "in-process";
    output() { return text(this); }
    async run() {
      await once(spawn(process.execPath, words), "close");
      await this.output().write("done");
    }
  }`,
  `class All extends WrapperTask {
    requires() { return [0, 1, 2].flatMap((n) => [new Files({ n }), new Spawns({ n })]); }
  }`,
];

/** How many ran at once at most, by their notes. */
function mostAtOnce(notes: string): number {
  let running = 0;
  let most = 0;
  for (const note of notes) {
    running += note === "+" ? 1 : -1;
    most = Math.max(most, running);
  }
  return most;
}

test("programs that tasks wait for count against `workers`, in threads and in this process", {
  timeout: 120_000,
}, async () => {
  project.write("program.cjs", script);
  const code = cells(project.path("program.cjs"), project.path("notes"));
  const { summary } = await project.run(code, "All", { workers: 2 });
  expect(summary).toMatchObject({ ran: 7, failed: 0 });
  const notes = project.read("notes") ?? "";
  expect(notes).toMatch(/^[+-]{12}$/);
  expect(mostAtOnce(notes)).toBe(2);
});

test("a task that starts two programs at once counts as one", { timeout: 120_000 }, async () => {
  project.write("program.cjs", script);
  const both = `class All extends Task {
    output() { return text(this); }
    async run() {
      const one = () => promisify(execFile)(process.execPath, words);
      await Promise.all([one(), one()]);
      await this.output().write("done");
    }
  }`;
  const code = cells(project.path("program.cjs"), project.path("notes")).slice(0, 2);
  const { summary } = await project.run([...code, both], "All", { workers: 1 });
  expect(summary).toMatchObject({ ran: 1, failed: 0 });
  expect(mostAtOnce(project.read("notes") ?? "")).toBe(2);
});
