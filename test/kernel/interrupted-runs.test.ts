import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";

const declarations = `
import { existsSync, writeFileSync } from "node:fs";
import { Task, run, sweep, text, z } from "cauce";
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
class Gated extends Task.with({ gate: z.string() }) {
  output() { return text(this); }
  async run() {
    this.progress(1, 3);
    while (!existsSync(this.gate)) { this.signal.throwIfAborted(); await pause(); }
    await this.output().write(this.gate);
  }
}
class Here extends Gated { static executor = "in-process" as const; }
class Deaf extends Task.with({ set: z.string() }) {
  output() { return text(this); }
  async run() { this.progress(1, 3); for (;;); }
}`;

let talk: Conversation;
beforeAll(async () => {
  talk = await Conversation.open();
  talk.client.iopub.receiveTimeout = 40_000;
  talk.client.shell.receiveTimeout = 40_000;
  expect((await talk.execute(declarations)).reply.content.status).toBe("ok");
});
afterAll(() => talk[Symbol.asyncDispose]());

function inProject(name: string): string {
  return path.join(talk.kernel.folder, name);
}

/** The next picture that says so, and the request that it belongs to. */
async function drawn(words: RegExp): Promise<unknown> {
  for (;;) {
    const { content, parent } = await talk.next("display_data", "update_display_data");
    if (words.test(String(Object(content.data)["text/plain"]))) return parent;
  }
}

/** Sends a cell that ends at once, and gives its request when its run is seen under way. */
async function leave(code: string, isRunning = /running 1\/3/): Promise<string> {
  const { client } = talk;
  const id = await client.request(client.shell, "execute_request", { code });
  expect((await talk.answerTo(id)).reply.content.status).toBe("ok");
  while ((await drawn(isRunning)) !== id);
  return id;
}

function interrupt(): Promise<unknown> {
  return talk.ask("interrupt_request", {}, "control");
}

async function resultOf(code: string): Promise<string | undefined> {
  return (await talk.execute(code)).lines.at(-1);
}

function locks(): string[] {
  return readdirSync(inProject(".cauce/locks")).filter((name) => name.endsWith(".lock"));
}

describe("an interrupt while no cell runs ends a run that no cell awaits", () => {
  test.each([
    ["one that listens to its signal", "run(new Gated({ gate: 'a' }))"],
    ["one that computes and listens to nothing", "run(new Deaf({ set: 'b' }))"],
    ["one in the notebook's own thread", "run(new Here({ gate: 'c' }))"],
    ["a sweep's", "sweep(Gated, { gate: ['d'] })"],
    [
      "one that something left behind began",
      "new Promise((done) => setTimeout(() => done(run(new Gated({ gate: 'e' }))), 50))",
    ],
  ])("%s: the picture says cancelled, and no lock is left", async (_, code) => {
    const id = await leave(`globalThis.left = ${code}; undefined`);
    await interrupt();
    expect(await drawn(/cancelled 1/)).toBe(id);
    const told = "const { report, tasks } = await globalThis.left;";
    expect(
      await resultOf(`${told} (report ?? { tasks }).tasks.map(({ status }) => status).join()`),
    ).toBe("execute_result 'cancelled'");
    expect(locks()).toEqual([]);
  });

  test("what the cell would have run next is cancelled too, and another cell runs it at once", async () => {
    await leave(`
      globalThis.rest = (async () => {
        const first = await run(new Gated({ gate: "never" }));
        const next = await run(new Gated({ gate: "open" }));
        return [first, next].map(({ summary }) => summary.cancelled).join();
      })();
      undefined`);
    writeFileSync(inProject("open"), "");
    await interrupt();
    expect(await resultOf("await globalThis.rest")).toBe("execute_result '1,1'");
    expect(await resultOf('(await run(new Gated({ gate: "open" }))).ran.length')).toBe(
      "execute_result 1",
    );
  });
});

test("an interrupt of a cell that loops also ends the run of an earlier cell, whose picture says so", async () => {
  const id = await leave('globalThis.earlier = run(new Gated({ gate: "f" })); undefined');
  const { client } = talk;
  const code = 'writeFileSync("looping", ""); for (;;);';
  const loop = await client.request(client.shell, "execute_request", { code });
  await expect.poll(() => existsSync(inProject("looping")), { timeout: 40_000 }).toBe(true);
  await interrupt();
  expect((await talk.answerTo(loop)).reply.content).toMatchObject({ ename: "KeyboardInterrupt" });
  expect(await drawn(/cancelled 1/)).toBe(id);
  expect(await resultOf("(await globalThis.earlier).summary.cancelled")).toBe("execute_result 1");
  expect(locks()).toEqual([]);
});
