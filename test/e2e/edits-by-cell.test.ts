import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type KernelProcess, startKernelProcess } from "../../src/kernel/kernel-process.ts";
import type { RunReport } from "../../src/pipeline/run-report.ts";
import { type Draft, editTable } from "./edit-table.ts";
import { irisProject } from "./iris-project.ts";
import { Project } from "./project-rig.ts";

let project: Project;
let kernel: KernelProcess;

beforeAll(async () => {
  project = await Project.make(irisProject);
  kernel = await startKernelProcess({ folder: project.folder });
  for (const [cellId, source] of Object.entries(project.cells)) await execute(source, cellId);
  expect(ranIn(await runPipeline())).toHaveLength(6);
});

afterAll(async () => {
  await kernel.stop();
  project[Symbol.dispose]();
});

afterEach(async () => {
  for (const [file, text] of Object.entries(irisProject.files)) await project.write(file, text);
  await executeChanges(irisProject.cells);
  expect(ranIn(await runPipeline()), "an edit and its undo run nothing").toEqual([]);
});

describe("In the kernel, exactly what an edit touches runs again", () => {
  test.each(editTable)("after $name", async (row) => {
    const draft: Draft = { cells: { ...project.cells }, folder: project.folder };
    for (const step of row.steps) step(draft);
    await executeChanges(draft.cells);
    const refusal = row.refusal ?? row.restart;
    if (refusal !== undefined) {
      await expect(runPipeline()).rejects.toThrow(refusal);
    } else {
      const again = await runPipeline();
      expect(ranIn(again)).toEqual([...row.runs].sort());
      expect(reasonsOf(again)).toMatchObject(row.why ?? {});
    }
  });
});

/** Executes the cells that an edit changed, as a person does; those that it deleted are emptied. */
async function executeChanges(cells: Readonly<Record<string, string>>): Promise<void> {
  const before = project.cells;
  project.cells = cells;
  for (const cellId of Object.keys(before)) if (!(cellId in cells)) await execute("", cellId);
  const moved = Object.keys(cells).join() !== Object.keys(before).join();
  for (const [cellId, source] of Object.entries(cells)) {
    if (moved || source !== before[cellId]) await execute(source, cellId);
  }
}

async function runPipeline(): Promise<RunReport["tasks"]> {
  const said = await execute(
    `const { tasks } = await run(new IrisPipeline());\nconsole.log(JSON.stringify(tasks));`,
    "run",
  );
  return JSON.parse(said);
}

/** What the cell printed. */
async function execute(code: string, cellId: string): Promise<string> {
  const { reply, messages } = await kernel.client.execute(code, { cellId, timeoutMs: 20_000 });
  if (reply.content.status !== "ok") throw new Error(`${cellId}: ${reply.content.evalue}`);
  const streams = messages.filter(({ type }) => type === "stream");
  return streams.map(({ content }) => content.text).join("");
}

function ranIn(tasks: RunReport["tasks"]): string[] {
  return tasks
    .filter(({ status }) => status === "succeeded")
    .map(({ id }) => id)
    .sort();
}

function reasonsOf(tasks: RunReport["tasks"]): Record<string, string[]> {
  return Object.fromEntries(tasks.map(({ id, reasons }) => [id, reasons.map(({ kind }) => kind)]));
}
