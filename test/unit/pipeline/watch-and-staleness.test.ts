import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Reason } from "../../../src/core/reason.ts";
import { TemporaryProject } from "./temporary-project.ts";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.close());

const head = 'import { Task, ExternalTask, text, WrapperTask } from "cauce";';
const task = (body: string, value = "1", kind = "Task") =>
  `class A extends ${kind} { ${body} output() { return text("a.txt"); } run() { return this.output().write("${value}"); } }`;
const after =
  'class B extends Task { requires() { return new A(); } output() { return text("b.txt"); } async run() { await this.output().write(await this.input().read()); } }';

async function reasonsOf(cells: readonly string[], family = "A"): Promise<readonly Reason[]> {
  const { plan } = await project.engine(cells).plan({ family, given: {} });
  return [...plan.tasks()].flatMap(({ decision }) =>
    decision.state === "stale" ? decision.reasons : [],
  );
}

describe("A task that watches", () => {
  const watching = [head, task('watch() { return { files: ["conf/*.json", "one.txt"] }; }')];
  beforeEach(() => {
    mkdirSync(project.path("conf"));
    project.write("conf/a.json", '{\n"a": 1\n}');
    project.write("one.txt", "one");
  });

  test("is fresh while the watched files hold what they held", async () => {
    expect((await project.run(watching, "A")).ran).toEqual(["A"]);
    project.write("one.txt", "one");
    expect((await project.run(watching, "A")).ran).toEqual([]);
  });

  test("runs again for another content of a watched file, and says which and what", async () => {
    await project.run(watching, "A");
    project.write("conf/a.json", '{\n"a": 2\n}');
    expect(await reasonsOf(watching)).toEqual([
      {
        kind: "code-changed",
        changes: [
          {
            name: "conf/a.json",
            place: "conf/a.json",
            change: "edited",
            watched: "file",
            diff: ['- "a": 1', '+ "a": 2'],
          },
        ],
      },
    ]);
    expect((await project.run(watching, "A")).ran).toEqual(["A"]);
  });

  test("runs again for a file that a pattern finds now, or finds no more", async () => {
    await project.run(watching, "A");
    project.write("conf/b.json", "{}");
    expect(await reasonsOf(watching)).toMatchObject([
      { changes: [{ name: "conf/b.json", change: "added", watched: "file" }] },
    ]);
    rmSync(project.path("conf/a.json"));
    rmSync(project.path("conf/b.json"));
    expect(await reasonsOf(watching)).toMatchObject([
      { changes: [{ name: "conf/a.json", change: "removed", watched: "file" }] },
    ]);
  });

  test("comes back from its versions when the file is as it was", async () => {
    await project.run(watching, "A");
    project.write("one.txt", "two");
    await project.run(watching, "A");
    project.write("one.txt", "one");
    expect((await project.run(watching, "A")).ran).toEqual([]);
  });

  test("is refused before anything runs where a watched file is not there", async () => {
    rmSync(project.path("one.txt"));
    await expect(project.run(watching, "A")).rejects.toThrow(
      "`A` watches `one.txt`, which is not there. Put the file there",
    );
    expect(project.read("a.txt")).toBeUndefined();
  });

  test("is refused where it watches a folder, or a task's output", async () => {
    const watchingFolder = [head, task('watch() { return { files: ["conf"] }; }')];
    await expect(project.run(watchingFolder, "A")).rejects.toThrow("write `conf/**`");
    const watchingOutput = [
      head,
      task(""),
      after.replace("requires", 'watch() { return { files: ["a.*"] }; } requires'),
    ];
    project.write("a.txt", "");
    await expect(project.run(watchingOutput, "B")).rejects.toThrow(
      "`B` watches `a.txt`, which `A` writes. Require `A`",
    );
  });

  test("runs again for another watched value, and says from what to what", async () => {
    const cells = [head, task("watch() { return { values: { day: process.env.CAUCE_DAY } }; }")];
    process.env.CAUCE_DAY = "monday";
    try {
      await project.run(cells, "A");
      expect((await project.run(cells, "A")).ran).toEqual([]);
      process.env.CAUCE_DAY = "tuesday";
      expect(await reasonsOf(cells)).toEqual([
        {
          kind: "code-changed",
          changes: [
            {
              name: "day",
              change: "edited",
              watched: "value",
              from: '"monday"',
              to: '"tuesday"',
            },
          ],
        },
      ]);
    } finally {
      delete process.env.CAUCE_DAY;
    }
  });

  const wrong: [returned: string, found: string][] = [
    ["3", "a value of type number"],
    ["null", "a value of type null"],
    ['{ file: "a" }', "`file`"],
    ['{ files: "a" }', "`files` of type string"],
    ["{ files: [3] }", "`files` with something other than a path"],
    ["{ values: [1] }", "`values` of type array"],
    ["{ values: { f() {} } }", "`values.f`, which has no stable text,"],
  ];
  test.each(wrong)("is refused where watch() returns %s", async (returned, found) => {
    await expect(project.run([head, task(`watch() { return ${returned}; }`)], "A")).rejects.toThrow(
      `\`A.watch()\` returned ${found}. Expected \`{ files: [`,
    );
  });
});

describe("A task's staleness", () => {
  const always = 'static staleness = "always";';
  const exists = 'static staleness = "exists";';

  test("always: it runs in every run, and what follows only when it wrote something else", async () => {
    await project.run([head, task(always), after], "B");
    expect((await project.run([head, task(always), after], "B")).ran).toEqual(["A"]);
    expect(await reasonsOf([head, task(always)])).toEqual([{ kind: "forced", by: "staleness" }]);
    expect((await project.run([head, task(always, "2"), after], "B")).ran).toEqual(["A", "B"]);
  });

  test("exists: it is fresh as long as its outputs are there, whatever its code", async () => {
    await project.run([head, task(exists), after], "B");
    expect((await project.run([head, task(exists, "2"), after], "B")).ran).toEqual([]);
    rmSync(project.path("a.txt"));
    expect(await reasonsOf([head, task(exists, "2")])).toEqual([
      { kind: "output-missing", path: "a.txt" },
    ]);
    expect((await project.run([head, task(exists, "2"), after], "B")).ran).toEqual(["A", "B"]);
  });

  test("exists: outputs that were put there by hand are taken, and what follows sees their content", async () => {
    writeFileSync(project.path("a.txt"), "by hand");
    expect((await project.run([head, task(exists), after], "B")).ran).toEqual(["B"]);
    expect(project.read("b.txt")).toBe("by hand");
    writeFileSync(project.path("a.txt"), "edited");
    expect((await project.run([head, task(exists), after], "B")).ran).toEqual(["B"]);
    expect(project.read("b.txt")).toBe("edited");
  });

  test("is inherited, and may be changed back", async () => {
    const derived = (own: string) => [head, task(always), `class C extends A { ${own} }`];
    await project.run(derived(""), "C");
    expect((await project.run(derived(""), "C")).ran).toEqual(["C"]);
    const back = derived('static staleness = "changed";');
    await project.run(back, "C");
    expect((await project.run(back, "C")).ran).toEqual([]);
  });

  const refused: [cell: string, text: string][] = [
    [
      task('static staleness = "never";'),
      '`A.staleness` is "never". Expected "changed", "exists" or "always".',
    ],
    [task("static staleness = 1;"), "`A.staleness` is of type number."],
    [task(always, "1", "ExternalTask"), "an external task has no `run()` of its own"],
    ["class A extends WrapperTask { static staleness = 'exists'; }", "a wrapper has no `run()`"],
    ["class A extends Task { static staleness = 'exists'; run() {} }", "has no output that could"],
  ];
  test.each(refused)("is refused in %s", async (cell, text) => {
    await expect(project.run([head, cell], "A")).rejects.toThrow(text);
  });
});
