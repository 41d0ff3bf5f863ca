import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";

let talk: Conversation;
// A kernel for each: one that a loop has got hold of must not fail the others.
beforeEach(async () => {
  talk = await Conversation.open();
  await talk.execute(`let kept = 41;
    import { execSync, spawn, spawnSync } from "node:child_process";
    import { once } from "node:events";`);
});
afterEach(() => talk[Symbol.asyncDispose]());

const interrupted = "error KeyboardInterrupt: the cell was interrupted";

/** Sends a cell and returns when the kernel has begun with it, with its id. */
async function begin(code: string): Promise<string> {
  const { client } = talk;
  const id = await client.request(client.shell, "execute_request", { code });
  for (;;) {
    const message = await talk.next("status");
    if (message.parent === id) return id;
  }
}

async function request(): Promise<void> {
  await talk.ask("interrupt_request", {}, "control");
}

async function signal(): Promise<void> {
  process.kill(talk.kernel.process.pid, "SIGINT");
  // Unlike a request it has no reply: it may be heard a moment later.
  await delay(50);
}

/** On a busy machine a signal may be heard only while the next cell runs. */
async function expectAlive(interrupt?: () => Promise<void>): Promise<void> {
  const { lines } = await talk.execute("kept");
  const isLate = interrupt === signal && lines[0] === interrupted;
  expect(isLate ? (await talk.execute("kept")).lines : lines).toEqual(["execute_result 41"]);
}

const never = [
  ["a synchronous loop", "for (;;);"],
  ["a loop behind an await", "await null; for (;;);"],
  ["a pending promise", "await new Promise(() => {})"],
  ["a shell command", 'execSync("sleep 60; sleep 60")'],
  ["a command that ignores SIGINT", `spawnSync("sh", ["-c", "trap '' INT; sleep 60; sleep 60"])`],
  ["a command whose failure is caught", 'for (;;) try { execSync("sleep 60") } catch {}'],
  ["a child that is awaited", 'await once(spawn("sleep", ["5"]), "exit")'],
  ["Atomics.wait", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)"],
  ["a loop of immediates", "(function go() { setImmediate(go) })(); await new Promise(() => {})"],
  [
    "a loop in the second of two immediates",
    "setImmediate(() => {}); setImmediate(() => { for (;;); }); await new Promise(() => {})",
  ],
  ["a loop of microtasks", "await (async () => { for (;;) await null })()"],
  [
    "a loop of ticks",
    "process.nextTick(function go() { process.nextTick(go) }); await new Promise(() => {})",
  ],
] as const;

describe.each([
  ["interrupt_request", request],
  ["SIGINT", signal],
])("%s", (_, interrupt) => {
  test.each(never)("ends %s, once its code runs", async (_what, code) => {
    const id = await begin(code);
    await delay(250);
    await interrupt();
    expect((await talk.answerTo(id)).lines).toEqual([interrupted]);
    await expectAlive(interrupt);
  });

  // Most moments of such a loop are Node's own: a stop that takes any of them fails now and then.
  test("ends each of ten loops of microtasks in one kernel", async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await begin("await (async () => { for (;;) await null })()");
      await delay(100);
      await interrupt();
      expect((await talk.answerTo(id)).lines).toEqual([interrupted]);
      await expectAlive(interrupt);
    }
  });

  test("reaches a cell that has only begun: its types are being checked", async () => {
    const id = await begin("const wrong: number = 1; for (;;);");
    await interrupt();
    expect((await talk.answerTo(id)).lines).toEqual([interrupted]);
    await expectAlive(interrupt);
  });

  test.each([
    ["a loop of microtasks", "(async () => { for (;;) await null })(); 1"],
    [
      "a loop of ticks",
      "setTimeout(() => process.nextTick(function go() { process.nextTick(go) }), 60); 1",
    ],
    ["a loop in a timer", "setTimeout(() => { for (;;); }, 60); 1"],
    ["a loop in an immediate", "setTimeout(() => setImmediate(() => { for (;;); }), 60); 1"],
  ])("ends %s that its cell has left behind", async (_what, code) => {
    await talk.execute(code);
    await delay(200);
    await interrupt();
    await expectAlive(interrupt);
  });

  test("that comes as its cell ends leaves the cell that is sent next alone", async () => {
    for (let round = 0; round < 20; round += 1) {
      const id = await begin(`await new Promise((r) => setTimeout(r, ${round})); 1`);
      await interrupt();
      expect([["execute_result 1"], [interrupted]]).toContainEqual((await talk.answerTo(id)).lines);
      await expectAlive(interrupt);
    }
  });

  test("of a cell aborts those that wait behind it, and no later one", async () => {
    const ids = [await begin("await new Promise(() => {})")];
    const { client } = talk;
    for (let index = 0; index < 5; index += 1)
      ids.push(await client.request(client.shell, "execute_request", { code: "kept = 0" }));
    await delay(50);
    await interrupt();
    const replies = [];
    for (const id of ids) replies.push((await talk.answerTo(id)).reply.content.status);
    expect(replies).toEqual(["error", ...Array(5).fill("aborted")]);
    await expectAlive(interrupt);
  });
});
