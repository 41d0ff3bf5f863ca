import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TemporaryProject } from "./temporary-project.ts";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.close());

const head = `
import { csv, file, json, Task, text, WrapperTask, z } from "cauce";
import { existsSync, writeFileSync } from "node:fs";
import { Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";`;

/** Tells the test that what the task has left behind is over. */
const over = 'writeFileSync(text("over").absolutePath, "");';

function task(executor: string, output: string, body: string, run = "async run()"): string {
  return `class T extends Task {
    static executor = ${JSON.stringify(executor)} as const;
    output() { return ${output}; }
    ${run} { ${body} }
  }`;
}

async function endOf(cell: string, family = "T") {
  const report = await project.run([head, cell], family);
  const { status, error } = report.tasks.find(({ id }) => id.startsWith("T")) ?? {};
  return { status, code: error?.code, message: error?.message };
}

function seeOver(): Promise<void> {
  return expect.poll(() => project.read("over"), { timeout: 30_000 }).toBe("");
}

describe.each(["thread", "in-process"])("in the executor %s", (executor) => {
  test.each([
    ["text", 'text("out")', `this.output().write("new").then(() => { ${over} });`],
    ["JSON", 'json<number>("out")', `this.output().write(7).then(() => { ${over} });`],
    ["rows", 'csv("out")', `this.output().writeRows([{ a: 1 }]).then(() => { ${over} });`],
    [
      "so many bytes that another thread writes them",
      'file("out")',
      `this.output().write(Buffer.alloc(5_000_000)).then(() => { ${over} });`,
    ],
    [
      "a stream",
      'file("out")',
      `this.output().createWriteStream().on("close", () => { ${over} }).end("new");`,
    ],
    [
      "in functions that forEach() calls",
      'text("out")',
      `["new"].forEach(async (line) => { await this.output().write(line); ${over} });`,
    ],
    [
      "in a function that then writes another file",
      'text("out")',
      `const save = async () => { await this.output().write("new"); await text("more").write(""); ${over} };
       save();`,
    ],
  ])(
    "a write that run() does not await fails its task, and does not count: %s",
    async (_, output, body) => {
      expect(
        await endOf(task(executor, 'text("out")', 'await this.output().write("old");')),
      ).toMatchObject({ status: "succeeded" });
      const { status, code, message } = await endOf(task(executor, output, body));
      expect([status, code]).toEqual(["failed", "write-not-awaited"]);
      expect(message).toMatch(/^`T` ended while it still wrote `out`\. Expected .*`await /);
      await seeOver();
      expect(project.read("out")).toBe("old");
      expect(project.names()).toEqual([".cauce", "out", "over", "package.json"]);
    },
  );

  test("a generator's write that nothing awaits fails its task where no file was before", async () => {
    const body = `this.output().write("new").then(() => { ${over} }); yield [];`;
    const late = `yield []; ${body.replace(" yield [];", "")}`;
    expect(await endOf(task(executor, 'text("out")', late, "async *run()"))).toMatchObject({
      status: "failed",
      code: "write-not-awaited",
    });
    await seeOver();
    expect(project.read("out")).toBeUndefined();
  });

  test.each([
    ["awaited together", 'await Promise.all([this.output().write("x"), text("b").write("y")]);'],
    ["awaited later", 'const write = this.output().write("x"); await null; await write;'],
    ["returned", 'return this.output().write("x");'],
    [
      "not awaited, and over by then",
      `let isOver = false;
       this.output().write("x").then(() => { isOver = true; });
       while (!isOver) await new Promise((resolve) => setImmediate(resolve));`,
    ],
    [
      "a stream, awaited",
      'const stream = file("out").createWriteStream(); stream.end("x"); await finished(stream);',
    ],
    [
      "a pipeline, awaited",
      'await pipeline(Readable.from(["x"]), file("out").createWriteStream());',
    ],
    [
      "one that failed, and was caught",
      'await file("package.json/no").write("y").catch(() => {}); await this.output().write("x");',
    ],
    [
      "a stream that failed, and was caught",
      `await pipeline(Readable.from(["y"]), file("package.json/no").createWriteStream()).catch(() => {});
       await this.output().write("x");`,
    ],
    [
      "a stream that was given up",
      'await this.output().write("x"); file("other").createWriteStream().destroy();',
    ],
  ])("other writes are fine: %s", async (_, body) => {
    expect(await endOf(task(executor, 'text("out")', body))).toEqual({ status: "succeeded" });
    expect(project.read("out")).toBe("x");
  });

  test("a batch that does not await what it writes fails with all its tasks", async () => {
    const batch = `class T extends Task.with({ day: z.int().meta({ batched: true }) }) {
      static executor = ${JSON.stringify(executor)} as const;
      output() { return text("day-" + this.day); }
      static async runBatch(tasks: readonly T[]) {
        void Promise.all(tasks.map((task) => task.output().write("new"))).then(() => { ${over} });
      }
    }
    class All extends WrapperTask { requires() { return [1, 2, 3, 4, 5].map((day) => new T({ day })); } }`;
    const { status, code, message } = await endOf(batch, "All");
    expect([status, code]).toEqual(["failed", "write-not-awaited"]);
    expect(message).toMatch(
      /^`T\(day=\d\) and 4 more` ended while it still wrote (`day-\d`, ){2}`day-\d` and 2 more\. /,
    );
    await seeOver();
    expect(project.names()).toEqual([".cauce", "over", "package.json"]);
  });
});

test("one attempt's open write fails no other that runs beside it", async () => {
  const cell = `
    const seen = async (name: string) => {
      while (!existsSync(text(name).absolutePath)) await new Promise((resolve) => setImmediate(resolve));
    };
    class Slow extends Task {
      static executor = "in-process" as const;
      output() { return file("slow"); }
      async run() {
        const stream = this.output().createWriteStream();
        await text("begun").write("");
        await seen("quick");
        stream.end("x");
        await finished(stream);
      }
    }
    class Quick extends Task {
      static executor = "in-process" as const;
      output() { return text("quick"); }
      async run() { await seen("begun"); await this.output().write(""); }
    }
    class Both extends WrapperTask { requires() { return [new Slow(), new Quick()]; } }`;
  const report = await project.run([head, cell], "Both", { workers: 2 });
  expect(report.summary).toMatchObject({ ran: 3, failed: 0 });
});
