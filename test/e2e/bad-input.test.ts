import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BadInput, badInputTable } from "./bad-input-table.ts";
import { Project } from "./project-rig.ts";
import { sumsProject } from "./sums-project.ts";

let made: Project;

beforeAll(async () => {
  made = await Project.make(sumsProject);
  expect((await made.run("All")).ran).toEqual(["All", "Other", "Shown", "Total"]);
});

afterAll(() => made[Symbol.dispose]());

const codeFrame = /(?:^ *\d+ \|.*\n)+(?:^ *\| +~+\n)(?:^ *\d+ \|.*\n)*$/m;

describe.concurrent("Bad input gives exit status 2, one clear message, and loses nothing:", () => {
  test.each(badInputTable)("$name", async (row) => {
    using project = made.copy();
    await spoil(project, row);
    const before = filesIn(project);

    const refused = await project.cauce(...(row.words ?? ["run", "iris.ipynb", "All", "--json"]));
    // Below the message stand the lines of code at fault, where there are some.
    const said = refused.stderr.replaceAll(project.folder, "<folder>").replace(codeFrame, "");
    if (typeof row.says === "string")
      expect(said).toMatch(new RegExp(`^error:? ${literally(row.says)}\n$`));
    else expect(said).toMatch(row.says);
    expect(said).not.toMatch(/\n {4}at /);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(filesIn(project)).toEqual(before);

    await project.writeCells(sumsProject.cells);
    expect((await project.run("All")).summary).toMatchObject({ ran: 0, fresh: 5, failed: 0 });
  });
});

async function spoil(project: Project, row: BadInput): Promise<void> {
  for (const [file, text] of Object.entries(row.files ?? {})) await project.write(file, text);
  await project.writeCells({ ...project.cells, ...row.cells });
}

/** Inputs and outputs, as a reader finds them. */
function filesIn(project: Project): Record<string, string> {
  const files = ["outputs", "data"].flatMap((folder) =>
    readdirSync(project.path(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`),
  );
  return Object.fromEntries(files.map((file) => [file, readFileSync(file, "utf8")]));
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
