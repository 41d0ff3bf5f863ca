import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openKernel, outline, type TestKernel } from "./kernel-rig.ts";

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await openKernel();
  await kernel.run("let kept = 41;");
});
afterAll(() => kernel[Symbol.asyncDispose]());

const interrupted = "error KeyboardInterrupt: the cell was interrupted";

/** Interrupts a cell a moment after its own code has begun. */
async function interrupt(code: string): Promise<{ lines: string[]; ms: number }> {
  let begin: () => void = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const cell = kernel.client.execute(`console.log("begun");\n${code}`, {
    timeoutMs: 10_000,
    onMessage: ({ type }) => {
      if (type === "stream") begin();
    },
  });
  // What a loop prints is sent when the loop ends: then it can only be waited for.
  await Promise.race([begun, delay(400)]);
  const startedAt = performance.now();
  await kernel.client.interrupt();
  const { messages, reply } = await cell;
  const lines = [...messages, reply].map(outline).filter((line) => line.startsWith("e"));
  return { lines: lines.slice(1), ms: performance.now() - startedAt };
}

describe("an interrupt", () => {
  test.each([
    ["a loop", "while (true) {}"],
    ["a loop behind an await", "await new Promise((r) => setTimeout(r, 5)); while (true) {}"],
    ["a loop in a function of another cell", "(() => { for (;;); })()"],
    ["a loop that catches everything", "while (true) { try { while (true) {} } catch {} }"],
    ["a wait for ever", "await new Promise(() => {});"],
    ["a wait for a timer", "await new Promise((r) => setTimeout(r, 60_000));"],
    ["a loop of awaits", "while (true) await null;"],
    ["a loop of timers", "while (true) await new Promise((r) => setTimeout(r, 1));"],
  ])("ends %s, and variables survive", async (_, code) => {
    const { lines, ms } = await interrupt(code);
    expect(lines).toEqual([interrupted, expect.stringMatching(/^execute_reply error \[\d+\]$/)]);
    expect(ms).toBeLessThan(3_000);
    expect((await kernel.run("kept += 1"))[0]).toMatch(/^execute_result 4\d$/);
  });

  test("aborts what waits behind the interrupted cell", async () => {
    const first = kernel.client.execute("while (true) {}");
    const second = kernel.client.execute('console.log("must not run")');
    await delay(400);
    await kernel.client.interrupt();
    expect(outline((await first).reply)).toContain("error");
    expect((await second).reply.content.status).toBe("aborted");
    expect((await second).messages).toEqual([]);
  });

  test("of a kernel that does nothing does nothing", async () => {
    await kernel.client.interrupt();
    await delay(300);
    expect((await kernel.run("1 + 1"))[0]).toBe("execute_result 2");
  });

  test("lets the heart beat while a cell computes", async () => {
    const cell = kernel.client.execute("while (true) {}");
    await delay(200);
    expect(await kernel.client.heartbeat(1_000)).toBeLessThan(1_000);
    await kernel.client.interrupt();
    await cell;
  });
});

test.each([
  ["import()", '(await import("slow-to-load")).default.ready'],
  ["require", 'createRequire(process.cwd() + "/")("slow-to-load").ready'],
])("a package that %s is loading at an interrupt is loaded whole", async (_, code) => {
  const load = "const end = Date.now() + 900; while (Date.now() < end); exports.ready = 42;";
  await using project = await openKernel({
    "node_modules/slow-to-load/package.json": '{"name":"slow-to-load","version":"1.0.0"}',
    "node_modules/slow-to-load/index.js": load,
  });
  await project.run('%check off\nimport { createRequire } from "node:module"');
  const cell = project.run(`${code}; for (;;);`);
  await delay(300);
  await project.client.interrupt();
  expect((await cell)[0]).toBe(interrupted);
  expect((await project.run(code))[0]).toBe("execute_result 42");
});

describe("an interrupt of a pipeline's run", () => {
  const library = 'import { Task, json, run } from "cauce";';
  const slow = (body: string) => `class Slow extends Task {
    output() { return json(this); }
    async run() { ${body}; await this.output().write(1); }
  }`;

  test.each([
    ["that waits", "await new Promise((r) => setTimeout(r, 60_000))"],
    ["that computes", "while (true) {}"],
  ])("cancels a task %s; the task can be run afterwards", async (_, body) => {
    await kernel.run(library, "library");
    await kernel.run(slow(body), "slow");
    const { lines } = await interrupt("await run(new Slow());");
    expect(lines.at(-2)).toBe(interrupted);
    await kernel.run(slow("await null"), "slow");
    const after = await kernel.run("(await run(new Slow())).ok");
    expect(after).toContain("execute_result true");
  });
});
