import { afterEach, beforeEach, expect, test } from "vitest";
import type { RunOptions } from "../../../src/pipeline/run-options.ts";
import { TemporaryProject } from "./temporary-project.ts";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.close());

const head = 'import { Task, text, WrapperTask, z } from "cauce";';
const task = (name: string, body: string, more = "") =>
  `class ${name} extends Task {\n  static executor = "in-process";\n  ${more}\n  output() { return text("${name}.txt"); }\n  async run() {\n    ${body}\n  }\n}`;
const both = "class All extends WrapperTask { requires() { return [new First(), new Second()]; } }";
const fine = 'await this.output().write("fine");';

/** Cancels as soon as its task has told of its progress. */
async function runCancelled(cells: readonly string[], family: string) {
  const controller = new AbortController();
  const options: RunOptions = {
    workers: 1,
    signal: controller.signal,
    onEvent: (event) => {
      if (event.event === "progress") controller.abort();
    },
  };
  const report = await project.run([head, ...cells], family, options);
  return Object.fromEntries(report.tasks.map(({ id, status }) => [id, status]));
}

test("a task in this process that listens to its signal ends when its run is cancelled", async () => {
  const body = `const stopped = new Promise((_, reject) => this.signal.addEventListener("abort", () => reject(this.signal.reason)));
    this.progress(1, 2); await stopped;`;
  expect(await runCancelled([task("T", body)], "T")).toEqual({ T: "cancelled" });
});

test("one that waits and does not listen is left after its time of grace", async () => {
  const body = "this.progress(1, 2); await new Promise(() => {});";
  expect(await runCancelled([task("T", body)], "T")).toEqual({ T: "cancelled" });
});

test("one that computes cannot be left: the run ends with it, it does not count, and nothing follows", async () => {
  const computes = `setTimeout(() => this.progress(1, 2)); await new Promise((go) => setTimeout(go, 20));
    const until = Date.now() + 300; while (Date.now() < until); ${fine}`;
  const cells = [task("First", computes), task("Second", fine), both];
  expect(await runCancelled(cells, "All")).toEqual({
    First: "cancelled",
    Second: "cancelled",
    All: "cancelled",
  });
  expect(project.read("Second.txt")).toBeUndefined();
  const next = await project.run([head, ...cells], "All");
  expect(next.summary).toMatchObject({ ran: 3, failed: 0 });
});

test("one that waits longer than its `timeoutMs` fails with that reason", async () => {
  const report = await project.run(
    [head, task("T", "await new Promise(() => {});", "timeoutMs = 20;")],
    "T",
  );
  expect(report.tasks[0]?.error).toMatchObject({ code: "timeout" });
});

test("with keepGoing off nothing is started after one that failed, in this process too", async () => {
  const cells = [task("First", 'throw new Error("boom");', "priority = 1;"), task("Second", fine)];
  const report = await project.run([head, ...cells, both], "All", { workers: 1, keepGoing: false });
  expect(report.summary).toMatchObject({ ran: 0, failed: 1, blocked: 1, cancelled: 1 });
  const going = await project.run([head, ...cells, both], "All", { workers: 1 });
  expect(going.summary).toMatchObject({ ran: 1, failed: 1, blocked: 1 });
});
