import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Draft, type EditRow, editTable } from "./edit-table.ts";
import { irisProject } from "./iris-project.ts";
import { Project, type RunResult, type TaskEvent } from "./project-rig.ts";

let made: Project;

beforeAll(async () => {
  made = await Project.make(irisProject);
  expect((await made.run("IrisPipeline")).ran).toHaveLength(6);
});

afterAll(() => made[Symbol.dispose]());

describe.concurrent("Through the command line, exactly what an edit touches runs again", () => {
  test.each(editTable)("after $name", async (row) => {
    using project = made.copy();
    await edit(project, row);
    const again = await project.run("IrisPipeline");
    if (row.refusal !== undefined) {
      expect(again).toMatchObject({
        code: 2,
        events: [],
        stderr: expect.stringMatching(row.refusal),
      });
    } else {
      expect(again.code, again.stderr).toBe(0);
      expect(again.ran).toEqual([...row.runs].sort());
      expect(reasonsOf(again)).toMatchObject(row.why ?? {});
    }

    await undo(project);
    const back = await project.run("IrisPipeline");
    expect(back.ran, "an edit and its undo run nothing").toEqual([]);
    expect(back.code, back.stderr).toBe(0);
  });
});

async function edit(project: Project, row: EditRow): Promise<void> {
  const draft: Draft = { cells: { ...project.cells }, folder: project.folder };
  for (const step of row.steps) step(draft);
  await project.writeCells(draft.cells);
}

async function undo(project: Project): Promise<void> {
  await project.writeCells(irisProject.cells);
  for (const [file, text] of Object.entries(irisProject.files)) await project.write(file, text);
}

function reasonsOf({ events }: RunResult): Record<string, string[]> {
  const started = events.filter(
    (event): event is TaskEvent & { status: "started" } =>
      event.event === "task" && event.status === "started",
  );
  return Object.fromEntries(started.map(({ id, reason }) => [id, reason.map(({ kind }) => kind)]));
}
