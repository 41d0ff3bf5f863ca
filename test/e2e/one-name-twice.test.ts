import { expect, test } from "vitest";
import { Project } from "./project-rig.ts";

const clean = (value: string) =>
  `import { Task, text } from "cauce";
export class Clean extends Task {
  output() { return text(this); }
  async run() { await this.output().write("${value}"); }
}
`;

test("a reason says when another file's class of the same name ran last, and only then", async () => {
  using project = await Project.make({
    files: { "a.ts": clean("a"), "nested/b.ts": clean("b") },
  });
  const why = async (file: string) => (await project.cauce("why", file, "Clean")).stdout;
  await project.runFile("a.ts", "Clean");
  expect(await why("nested/b.ts")).toContain(
    "code changed: `Clean` (b.ts), since `a.ts` ran it last",
  );
  await project.write("a.ts", clean("edited"));
  expect(await why("a.ts")).toContain("code changed: `Clean` (a.ts)\n");

  await project.runFile("nested/b.ts", "Clean");
  const { events } = await project.runFile("a.ts", "Clean");
  expect(events).toContainEqual(
    expect.objectContaining({
      status: "started",
      reason: [expect.objectContaining({ kind: "code-changed", lastRunBy: "nested/b.ts" })],
    }),
  );
});

test("a notebook that `cauce execute` ran is the one that the reason names", async () => {
  using project = await Project.make({
    cells: { clean: clean("a"), run: 'import { run } from "cauce";\nawait run(new Clean())' },
    files: { "nested/b.ts": clean("b") },
  });
  expect((await project.cauce("execute", "iris.ipynb")).code).toBe(0);
  expect((await project.cauce("why", "nested/b.ts", "Clean")).stdout).toContain(
    "code changed: `Clean` (b.ts), since `iris.ipynb` ran it last",
  );
});

test("a version that comes back is the file's whose version it is", async () => {
  using project = await Project.make({
    files: { "a.ts": clean("a"), "nested/b.ts": clean("b") },
  });
  await project.runFile("a.ts", "Clean");
  await project.runFile("nested/b.ts", "Clean");
  expect((await project.runFile("a.ts", "Clean")).restored).toEqual(["Clean"]);
  await project.write("a.ts", clean("edited"));
  expect((await project.cauce("why", "a.ts", "Clean")).stdout).not.toContain("ran it last");
});
