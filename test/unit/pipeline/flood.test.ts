import { afterEach, beforeEach, expect, test } from "vitest";
import { TemporaryProject } from "./temporary-project.ts";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.close());

const head = 'import { writeFileSync } from "node:fs";\nimport { Task, text } from "cauce";';
const task = (body: string) =>
  `class T extends Task { output() { return text("T.txt"); }\n async run() { ${body} } }`;

/** Hears nothing while `goesOn` says so. */
function beDeaf(goesOn: () => boolean): void {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (let left = 1_000; left > 0 && goesOn(); left--) Atomics.wait(clock, 0, 0, 50);
}

const told = () => Number(project.read("told.txt") ?? 0);
const tell = (n: string) => `writeFileSync(${JSON.stringify(project.path("told.txt"))}, ${n});`;

test("a task that prints faster than it is heard waits, and none of its lines is lost", async () => {
  const body = `for (let n = 1; n <= 100; n++) { ${tell("String(n)")} console.log(n + "x".repeat(100_000)); }
    await this.output().write("done");`;
  const heard: number[] = [];
  let toldToTheDeaf = 0;
  const report = await project.run([head, task(body)], "T", {
    onEvent: (event) => {
      if (event.event !== "log") return;
      heard.push(Number.parseInt(event.text, 10));
      if (heard.length > 1) return;
      const seen: number[] = [];
      // Until it tells no more, or more than it should.
      beDeaf(() => seen.push(told()) < 20 || (told() <= 20 && seen.at(-10) !== told()));
      toldToTheDeaf = told();
    },
  });
  expect(toldToTheDeaf).toBeLessThanOrEqual(20);
  expect(report.ok).toBe(true);
  expect(heard).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
});

test("of progress that nobody has heard yet only the latest is told, also where the task then waits", async () => {
  const body = `for (let n = 1; n <= 200_000; n++) this.progress(n, 200_000);
    ${tell('"1"')}
    await new Promise((resolve) => this.signal.addEventListener("abort", resolve));`;
  const controller = new AbortController();
  const heard: number[] = [];
  const report = await project.run([head, task(body)], "T", {
    signal: controller.signal,
    onEvent: (event) => {
      if (event.event !== "progress") return;
      heard.push(event.done);
      if (heard.length === 1) beDeaf(() => told() === 0);
      if (event.done === 200_000) controller.abort();
    },
  });
  expect(report.tasks).toMatchObject([{ status: "cancelled" }]);
  expect(heard.length).toBeLessThan(50_000);
  expect(heard).toEqual([...heard].sort((a, b) => a - b));
});
