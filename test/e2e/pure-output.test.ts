import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Project } from "./project-rig.ts";

const noisy = `import { Task, text } from "cauce";
import { z } from "zod";
const greeting = (() => {
  console.log("as it is loaded");
  process.stdout.write("and without a console");
  return "hello";
})();
export class Noisy extends Task.with({ n: z.int().default(1) }) {
  output() {
    console.log("as it is planned");
    return text(this);
  }
  async run() {
    console.log("as it runs");
    await this.output().write(greeting);
  }
}
`;

let project: Project;
beforeAll(async () => {
  project = await Project.make({ files: { "noisy.ts": noisy } });
});
afterAll(() => project[Symbol.dispose]());

describe("What modules and tasks print never mixes with an answer:", () => {
  test.each([
    "why noisy.ts Noisy --json",
    "run noisy.ts Noisy --dry-run --json",
    "dag noisy.ts Noisy --format json",
    "tasks noisy.ts --json",
    "run noisy.ts Noisy --force --json",
    "impact noisy.ts Noisy --json",
    "clean noisy.ts Noisy --dry-run --json",
  ])("%s", async (line) => {
    const words = line.split(" ");
    const { stdout, stderr, code } = await project.cauce(...words);
    expect(code, stderr).toBe(0);
    const answers = words[0] === "dag" ? [stdout] : stdout.trimEnd().split("\n");
    for (const answer of answers) expect(JSON.parse(answer)).toBeTypeOf("object");
    if (words[0] !== "impact") expect(stderr).toContain("as it is loaded");
  });
});
