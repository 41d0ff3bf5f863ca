import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";
import type { Reply } from "./wire-client.ts";

let kernel: Conversation;
beforeAll(async () => {
  kernel = await Conversation.open();
  const { reply } = await kernel.execute(`
    import { existsSync } from "node:fs";
    import { Task, WrapperTask, run, text } from "cauce";
    class Spins extends Task {
      output() { return text("spins.txt"); }
      async run() {
        this.progress(1, 2);
        console.log("begun");
        while (!existsSync("answered"));
        await this.output().write("done");
      }
    }
    class Loops extends Task {
      output() { return text("loops.txt"); }
      run() { console.log("begun"); for (;;); }
    }
    class Behind extends Task {
      requires() { return new Loops(); }
      output() { return text("behind.txt"); }
      run() { return this.output().write(""); }
    }`);
  expect(reply.content.status).toBe("ok");
});
afterAll(() => kernel[Symbol.asyncDispose]());

const isBegun = ({ content }: Reply) =>
  String(Object(content.data)["text/plain"]).includes("begun");

/** Starts a cell, and resolves when its task has begun to compute. */
async function start(code: string): Promise<string> {
  const { client } = kernel;
  const id = await client.request(client.shell, "execute_request", { code });
  for (;;) if (isBegun(await kernel.next("update_display_data"))) return id;
}

test("while a task computes, every request is answered, and the picture moves", async () => {
  const { client } = kernel;
  const id = await start("const report = await run(new Spins()); report.ok");
  await client.beat();
  const answered: string[] = [];
  for (const [type, content] of [
    ["kernel_info_request", {}],
    ["complete_request", { code: "repor", cursor_pos: 5 }],
    ["inspect_request", { code: "Spins", cursor_pos: 3, detail_level: 0 }],
    ["is_complete_request", { code: "1 +" }],
    ["comm_info_request", {}],
  ] as const) {
    const asked = await client.request(client.shell, type, content);
    // The first reply to come is this one: that of the cell comes when its task has ended.
    const reply = await client.receive(client.shell);
    expect([type, reply.parent === asked]).toEqual([type, true]);
    answered.push(reply.type);
  }
  expect(answered).toContain("complete_reply");
  writeFileSync(path.join(kernel.kernel.folder, "answered"), "");
  const { published, reply } = await kernel.answerTo(id);
  expect(reply.content.status).toBe("ok");
  expect(published.filter(({ type }) => type === "update_display_data").length).toBeGreaterThan(1);
  expect(published.find(({ type }) => type === "execute_result")?.content.data).toMatchObject({
    "text/plain": "true",
  });
});

test("an interrupt ends a task that computes, and its run tells what was cancelled", async () => {
  const { client } = kernel;
  const id = await start("await run(new Behind())");
  const from = performance.now();
  await client.request(client.control, "interrupt_request", {});
  const { published, reply } = await kernel.answerTo(id);
  expect(reply.content).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
  const last = published.filter(({ type }) => type === "update_display_data").at(-1);
  expect(last?.content.data).toMatchObject({
    "text/plain": expect.stringContaining("blocked 0 · cancelled 2"),
  });
  expect(performance.now() - from).toBeLessThan(5_000);
  const { lines } = await kernel.execute("1 + 1");
  expect(lines).toEqual(["execute_result 2"]);
});

test("a cell's class with `runBatch` runs its tasks at once, checked by the compiler", async () => {
  const { published, reply } = await kernel.execute(`
    import { z } from "cauce";
    class Day extends Task.with({ day: z.int().meta({ batched: true }) }) {
      output() { return text("day-" + this.day + ".txt"); }
      static async runBatch(tasks: readonly Day[]) {
        await Promise.all(tasks.map((task) => task.output().write(String(tasks.length))));
      }
    }
    class Days extends WrapperTask { requires() { return [1, 2, 3].map((day) => new Day({ day })); } }
    await run(new Days());
    await new Day({ day: 2 }).output().read()`);
  expect(reply.content.status).toBe("ok");
  expect(published.find(({ type }) => type === "execute_result")?.content.data).toMatchObject({
    "text/plain": "'3'",
  });
  const wrong = await kernel.execute(
    "class Wrong extends Task { static runBatch(tasks: readonly string[]) {} }",
  );
  expect(wrong.reply.content.status).toBe("error");
});
