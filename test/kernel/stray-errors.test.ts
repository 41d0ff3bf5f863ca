import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";
import type { Reply } from "./wire-client.ts";

let talk: Conversation;
beforeAll(async () => {
  talk = await Conversation.open();
  await talk.execute(`let kept = 1;
    import { EventEmitter } from "node:events";
    import fs from "node:fs";
    import { Worker } from "node:worker_threads";`);
});
afterAll(() => talk[Symbol.asyncDispose]());

describe("an error in the background becomes output of the cell that caused it", () => {
  test.each([
    ["a timer", 'setTimeout(() => { throw new Error("stray") }, 40); 0'],
    ["a promise", 'setTimeout(() => void Promise.reject(new Error("stray")), 40); 0'],
    ["an immediate", 'setTimeout(() => setImmediate(() => { throw new Error("stray") }), 40); 0'],
    ["a tick", 'setTimeout(() => process.nextTick(() => { throw new Error("stray") }), 40); 0'],
    ["an emitter", 'setTimeout(() => new EventEmitter().emit("error", new Error("stray")), 40); 0'],
    ["a stream", 'setTimeout(() => fs.createReadStream("/stray/file"), 40); 0'],
    ["a worker thread", `new Worker("throw new Error('stray')", { eval: true }); 0`],
  ])("of %s, while another cell runs", async (_, code) => {
    const { published } = await talk.execute(code);
    const other = await talk.execute("await new Promise((r) => setTimeout(r, 150)); kept");
    expect(other.lines).toEqual(["execute_result 1"]);
    const stray = await talk.next("stream");
    expect(stray.content.text).toContain("stray");
    expect(stray.content.name).toBe("stderr");
    expect(stray.parent).toBe(published[0]?.parent);
  });
});

test("a timer of an earlier cell writes under its own cell", async () => {
  const { published } = await talk.execute(
    'const timer = setInterval(() => console.log("tick"), 30); 0',
  );
  const later = await talk.execute(
    "await new Promise((r) => setTimeout(r, 100)); clearInterval(timer)",
  );
  expect(later.lines).toEqual([]);
  const tick = await talk.next("stream");
  expect(tick).toMatchObject({ parent: published[0]?.parent, content: { name: "stdout" } });
});

test("what a task left behind in its thread is told below the cell that ran it", async () => {
  const { published } = await talk.execute(`import { run, Task } from "cauce";
class Leaves extends Task {
  run() { setTimeout(() => { throw new Error("late"); }, 300); }
}
void (await run(new Leaves()));`);
  const isNote = ({ type, content }: Reply) =>
    type === "stream" && String(content.text).startsWith("note: ");
  // It may come before the cell has ended, where that takes long.
  let note = published.find(isNote);
  while (note === undefined || !isNote(note)) note = await talk.next("stream");
  expect(note).toMatchObject({ parent: published[0]?.parent, content: { name: "stderr" } });
  expect(note.content.text).toContain(
    "note: `Leaves` had ended when something that it left behind threw: late (cell ",
  );
});
