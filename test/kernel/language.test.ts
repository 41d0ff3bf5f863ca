import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TemporaryProject } from "../unit/pipeline/temporary-project.ts";
import { openKernel, type TestKernel } from "./kernel-rig.ts";
import { acrossCells, everywhere, projectFiles } from "./language-table.ts";

let kernel: TestKernel;
let project: TemporaryProject;
beforeAll(async () => {
  kernel = await openKernel(projectFiles);
  project = new TemporaryProject();
});
afterAll(() => Promise.all([kernel[Symbol.asyncDispose](), project.close()]));

/** What the last of several cells shows, without its reply. */
async function last(cells: readonly string[]): Promise<string[]> {
  let lines: string[] = [];
  for (const cell of cells) lines = await kernel.run(cell);
  return lines.slice(0, -1);
}

/** What a task writes. */
async function written(cells: readonly string[]): Promise<string> {
  const { tasks } = await project.run(cells, "Shows");
  const [task] = tasks;
  return task?.error === undefined
    ? (project.read("outputs/Shows/output.txt") ?? "")
    : `${task.error.name}: ${task.error.message}`;
}

const head = 'import { Task, text } from "cauce"; import { inspect } from "node:util";';
const task = (before: string, value: string) =>
  `class Shows extends Task { output() { return text(this); } async run() {\n${before}\nawait this.output().write(inspect(${value})); } }`;

describe("in a cell and the next", () => {
  test.each(everywhere)("%s", async (_, declarations, expression, shown) => {
    expect(await last([declarations, expression])).toEqual([`execute_result ${shown}`]);
  });
});

describe("across cells", () => {
  test.each(acrossCells)("%s", async (_, cells, shown) => {
    expect(await last(cells)).toEqual(shown === "" ? [] : [`execute_result ${shown}`]);
  });
});

describe("in what a task reaches", () => {
  test.each(everywhere)("%s", async (_, declarations, expression, shown) => {
    expect(await written([head, declarations, task("", expression)])).toBe(shown);
  });
});

describe("inside `run()`", () => {
  test.each(everywhere)("%s", async (_, declarations, expression, shown) => {
    expect(await written([head, task(declarations, expression)])).toBe(shown);
  });
});

test("what elements are made with is nobody's variable", async () => {
  const lines = await last([
    "%reset",
    "/** @jsxImportSource tiny-jsx */\nconst element = <b/>;",
    "%who",
  ]);
  expect(lines.join()).toContain("element");
  expect(lines.join()).not.toContain("_jsx");
});
