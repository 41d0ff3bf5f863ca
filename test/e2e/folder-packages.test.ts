import { mkdirSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Project } from "./project-rig.ts";

const taskOf = (name: string) =>
  `import { Task, text } from "cauce";\nimport { value } from "${name}";\nexport class T extends Task { output() { return text("t.txt"); } run() { return this.output().write(String(value())); } }`;

/** A project of two packages, one of which takes the other from its folder. */
async function makeLinked(lib: Readonly<Record<string, string>>): Promise<Project> {
  const files = Object.entries(lib).map(([file, text]) => [`lib/${file}`, text]);
  const project = await Project.make({ files: Object.fromEntries(files) });
  await project.write("app/package.json", '{"name":"app","type":"module"}');
  await project.write("app/t.ts", taskOf("lib"));
  mkdirSync(project.path("app/node_modules"));
  symlinkSync("../../lib", project.path("app/node_modules/lib"));
  return project;
}

describe("A package from a folder counts by its content", () => {
  test("when it is linked, as a workspace is", async () => {
    using project = await makeLinked({
      "package.json": '{"name":"lib","version":"1.0.0","type":"module","exports":"./index.js"}',
      "index.js": 'import { one } from "./one.js";\nexport const value = () => one;',
      "one.js": "export const one = 1;",
      "README.md": "nothing",
    });
    expect((await project.runFile("app/t.ts", "T")).ran).toEqual(["T"]);
    await project.write("lib/one.js", "/* as before */ export const one = 1;");
    await project.write("lib/README.md", "something");
    expect((await project.runFile("app/t.ts", "T")).ran).toEqual([]);
    await project.write("lib/one.js", "export const one = 2;");
    expect((await project.runFile("app/t.ts", "T")).ran).toEqual(["T"]);
    expect(await project.read("app/t.txt")).toBe("2");
  });

  test("when it is linked and of CommonJS modules", async () => {
    using project = await makeLinked({
      "package.json": '{"name":"lib","version":"1.0.0","main":"index.js"}',
      "index.js":
        'const { one } = require("./one");\nconst { two } = require("./two.json");\nlet os; try { os = require("not-there"); } catch { os = require("node:os"); }\nexports.value = () => one + two + (os.EOL ? 0 : 1);',
      "one.js": "exports.one = 1;",
      "two.json": '{"two": 10}',
    });
    const first = await project.runFile("app/t.ts", "T");
    expect(first.stderr).toBe("");
    expect(await project.read("app/t.txt")).toBe("11");
    await project.write("lib/two.json", '{"two": 20}');
    await project.write("lib/one.js", "exports.one = 2;");
    expect((await project.runFile("app/t.ts", "T")).ran).toEqual(["T"]);
    expect(await project.read("app/t.txt")).toBe("22");
  });

  test("when it was copied under a version that stays", async () => {
    const files = {
      "node_modules/copied/package.json":
        '{"name":"copied","version":"1.0.0","type":"module","exports":"./index.js"}',
      "node_modules/copied/index.js": "export const value = () => 1;",
      "package.json": '{"name":"p","dependencies":{"copied":"file:../copied"}}',
      "t.ts": taskOf("copied"),
    };
    using project = await Project.make({ files });
    await project.runFile("t.ts", "T");
    await project.write("node_modules/copied/index.js", "export const value = () => 2;");
    expect((await project.runFile("t.ts", "T")).ran).toEqual(["T"]);
    expect(await project.read("t.txt")).toBe("2");
    await project.write("package.json", '{"name":"p","dependencies":{"copied":"^1.0.0"}}');
    await project.runFile("t.ts", "T");
    await project.write("node_modules/copied/index.js", "export const value = () => 3;");
    expect((await project.runFile("t.ts", "T")).ran, "one from a registry is never edited").toEqual(
      [],
    );
  });
});
