import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type KernelProcess, startKernelProcess } from "../../src/kernel/kernel-process.ts";
import { Project } from "./project-rig.ts";
import { sumsProject } from "./sums-project.ts";

let project: Project;
let kernel: KernelProcess;

beforeAll(async () => {
  const imports = sumsProject.cells.imports.replace("import { csv", "import { run, csv");
  project = await Project.make({ ...sumsProject, cells: { ...sumsProject.cells, imports } });
  kernel = await startKernelProcess({ folder: project.folder });
  for (const [cellId, source] of Object.entries(project.cells)) await execute(source, cellId);
});

afterAll(async () => {
  await kernel.stop();
  project[Symbol.dispose]();
});

describe("Kernel and shell share one record", () => {
  test("what the notebook made is fresh for the shell, and the reverse, while both are there", async () => {
    expect(await ranInKernel()).toEqual(["All", "Other", "Shown", "Total"]);
    expect((await project.run("All")).summary).toMatchObject({ ran: 0, fresh: 5 });

    await project.write("data/numbers.csv", "x,y\n5,a\n");
    expect((await project.run("All")).ran).toEqual(["All", "Shown", "Total"]);
    expect(await ranInKernel()).toEqual([]);
    expect(await project.read("outputs/shown.txt")).toBe("10");
  });

  test("an edit that only the notebook's file has is stale for the shell alone", async () => {
    const other = sumsProject.cells.other.replace(`"other")`, `"new")`);
    await project.writeCells({ ...project.cells, other });
    expect((await project.run("All")).ran).toEqual(["All", "Other"]);
    await execute(other, "other");
    expect(await ranInKernel()).toEqual([]);
  });
});

async function ranInKernel(): Promise<string[]> {
  return JSON.parse(
    await execute(
      `const { ran } = await run(new All());\nconsole.log(JSON.stringify([...ran].sort()));`,
      "run",
    ),
  );
}

async function execute(code: string, cellId: string): Promise<string> {
  const { reply, messages } = await kernel.client.execute(code, { cellId, timeoutMs: 20_000 });
  if (reply.content.status !== "ok") throw new Error(`${cellId}: ${reply.content.evalue}`);
  const streams = messages.filter(({ type }) => type === "stream");
  return streams.map(({ content }) => content.text).join("");
}
