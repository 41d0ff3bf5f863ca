import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { TemporaryProject } from "./temporary-project.ts";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.close());

const head = 'import { Task, text, z } from "cauce";';
const part =
  "class Part extends Task.with({ name: z.string() }) { output() { return text(this); } run() { return this.output().write(this.name); } }";
const asks = (name: string) =>
  `class Asks extends Task { output() { return text("asks.txt"); } async *run() { const part = new Part({ name: "${name}" }); yield part; await this.output().write(await part.output().read()); } }`;

test("an undone edit comes back without a run, though it had asked for another task", async () => {
  await project.run([head, part, asks("a")], "Asks");
  await project.run([head, part, asks("b")], "Asks");
  expect(project.read("asks.txt")).toBe("b");
  const undone = await project.run([head, part, asks("a")], "Asks");
  expect(undone.ran).toEqual([]);
  expect(project.read("asks.txt")).toBe("a");
});

test("an undone edit comes back without a run, though it had asked for no task", async () => {
  const alone =
    'class Asks extends Task { output() { return text("asks.txt"); } async *run() { await this.output().write("alone"); } }';
  await project.run([head, part, alone], "Asks");
  await project.run([head, part, asks("b")], "Asks");
  expect((await project.run([head, part, alone], "Asks")).ran).toEqual([]);
  expect(project.read("asks.txt")).toBe("alone");
});

const secret = "hunter2-and-more";
const fetches = (token: string) => [
  head,
  'class Fetch extends Task.with({ token: z.string().meta({ visibility: "private" }), at: z.string() }) { output() { return text(this); } run() { return this.output().write(this.at + this.token.length); } }',
  `class All extends Task.with({ key: z.string().meta({ visibility: "private" }) }) {
    output() { return text("all.txt"); }
    async *run() { const one = new Fetch({ token: ${token}, at: "x" }); yield one; await this.output().write(await one.output().read()); }
  }`,
];

test("a private value that a running task hands on is recorded nowhere, and the task is found again", async () => {
  const cells = fetches("this.key");
  const given = { key: secret };
  expect((await project.engine(cells).run({ family: "All", given })).ran).toHaveLength(2);
  expect(holdsText(project.path("."), secret)).toEqual([]);
  expect((await project.engine(cells).run({ family: "All", given })).ran).toEqual([]);
});

test("one that comes from elsewhere is recorded nowhere either: its asker asks in every run", async () => {
  const cells = fetches(`this.key.toUpperCase()`);
  const given = { key: secret };
  await project.engine(cells).run({ family: "All", given });
  expect(holdsText(project.path("."), secret.toUpperCase())).toEqual([]);
  const again = await project.engine(cells).run({ family: "All", given });
  expect(again.ran).toHaveLength(1);
  expect(again.ran[0]).toMatch(/^All/);
});

test("the name of a folder tells a private value apart by the project's own key", async () => {
  const cells = fetches("this.key");
  const folderOf = async () => {
    const { graph } = await project.engine(cells).graph({
      family: "Fetch",
      given: { token: secret, at: "x" },
    });
    return [...graph.values()].map(({ task }) => task.outputFolder).join();
  };
  const folder = await folderOf();
  expect(folder).toMatch(/^outputs\/Fetch\/at=x-[0-9a-f]{8}$/);
  expect(await folderOf()).toBe(folder);
  const key = project.path(".cauce/private-key");
  expect(statSync(key).mode & 0o777).toBe(0o600);
  expect(readFileSync(project.path(".cauce/.gitignore"), "utf8")).toBe("*\n");
  const other = new TemporaryProject();
  try {
    const { graph } = await other.engine(cells).graph({
      family: "Fetch",
      given: { token: secret, at: "x" },
    });
    expect([...graph.values()].map(({ task }) => task.outputFolder).join()).not.toBe(folder);
  } finally {
    rmSync(key);
    await other.close();
  }
});

/** The files below a folder that hold a text. */
function holdsText(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .filter((file) => readFileSync(file).includes(text));
}
