import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answered, Conversation } from "./conversation.ts";
import { outline } from "./kernel-rig.ts";
import type { Reply } from "./wire-client.ts";

const helper = (factor: number) => `const scale = (value: number) => value * ${factor};`;
const broken =
  "const scale = (value: number): number => { throw new RangeError(value + ' is too far'); };";
const tasks = (pauseMs: number) => `
class Numbers extends Task {
  output() { return json<number[]>(this); }
  async run() { await this.output().write([1, 2, 3]); }
}
class Scaled extends Task {
  requires() { return new Numbers(); }
  output() { return json<number[]>("outputs/scaled.json"); }
  async run() {
    const pause = ${pauseMs};
    console.log("scales");
    for (let ms = 0; ms < pause; ms += 20) {
      this.signal.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await this.output().write((await this.input().read()).map(scale));
  }
}`;
const read = 'console.log(JSON.stringify(await json("outputs/scaled.json").read()))';

let talk: Conversation;
beforeAll(async () => {
  talk = await Conversation.open();
  await talk.execute('import { Task, json, run, auto } from "cauce";');
});
afterAll(() => talk[Symbol.asyncDispose]());

const idOf = ({ content }: Reply): unknown => Object(content.transient).display_id;

/** What was published under the latest cell: a quick run may have ended before that. */
let latest: Reply[] = [];

async function cell(code: string, cellId: string): Promise<Answered> {
  const { client } = talk;
  const id = await client.request(client.shell, "execute_request", { code }, { cellId });
  const answered = await talk.answerTo(id);
  latest = [...answered.published];
  return answered;
}

/** The next drawing of a picture that says so. */
async function drawn(picture: unknown, words: RegExp): Promise<string> {
  for (;;) {
    const reply = latest.shift() ?? (await talk.next("update_display_data"));
    const text = idOf(reply) === picture ? outline(reply) : "";
    if (words.test(text)) return text;
  }
}

describe("auto(task)", () => {
  let picture: unknown;

  test("draws the DAG and runs what is stale, in one picture, which holds what tasks print", async () => {
    await cell(helper(2), "helper");
    await cell(tasks(0), "tasks");
    const { published } = await cell("await auto(new Scaled())", "auto");
    picture = idOf(published.find(({ type }) => type === "display_data") as Reply);
    expect(published.filter(({ type }) => type === "display_data")).toHaveLength(1);
    expect(published.filter(({ type }) => type === "stream")).toEqual([]);
    expect(await drawn(picture, /auto[\s\S]*ran 2 · fresh 0/)).toMatch(/Scaled:\n {2}scales/);
  });

  test("runs again behind a cell that touches it, in its own picture and not under that cell", async () => {
    const { lines } = await cell(helper(3), "helper");
    expect(lines.filter((line) => !line.includes("display_data"))).toEqual([]);
    await drawn(picture, /ran 1 · fresh 1/);
    expect((await cell(read, "read")).lines[0]).toContain("[3,6,9]");
  });

  test("does nothing behind a cell that touches nothing of it", async () => {
    const { published } = await cell("const unrelated = 1;", "other");
    expect(published.filter((reply) => idOf(reply) === picture)).toEqual([]);
  });

  test("shows a task that fails in the picture, and does not try it again until it is touched", async () => {
    await cell(broken, "helper");
    expect(await drawn(picture, /failed 1/)).toMatch(/RangeError: 1 is too far/);
    const { published } = await cell("const unrelated2 = 1;", "other2");
    expect(published.filter((reply) => idOf(reply) === picture)).toEqual([]);
    await cell(helper(4), "helper");
    await drawn(picture, /ran 1 · fresh 1/);
  });

  test("says in the picture why it cannot run, and goes on when that is repaired", async () => {
    await cell("const scale = 1;", "second");
    expect(await drawn(picture, /cannot run/)).toMatch(/scale/);
    await cell("const notScale = 1;", "second");
    await drawn(picture, /auto · all fresh/);
    await cell(helper(4), "helper");
  });

  test("cancels a run that a further edit outdates, and begins anew", async () => {
    await cell(tasks(20_000), "tasks");
    await drawn(picture, /1 running/);
    await cell(tasks(1), "tasks");
    await drawn(picture, /ran 1 · fresh 1/);
    expect((await cell(read, "read")).lines[0]).toContain("[4,8,12]");
  });

  test("lets a run in a cell wait for what runs on its own, and find it fresh", async () => {
    await cell(tasks(600), "tasks");
    await drawn(picture, /1 running/);
    await cell("const { summary } = await run(new Scaled());", "run");
    const { lines } = await cell("console.log(summary.ran, summary.fresh)", "summary");
    expect(lines[0]).toContain("0 2");
  });

  test("runs nothing behind a silent cell, whose pictures nobody would see", async () => {
    const sent = helper(9);
    const { client } = talk;
    const silent = { code: sent, silent: true };
    await talk.answerTo(
      await client.request(client.shell, "execute_request", silent, { cellId: "helper" }),
    );
    await delay(200);
    expect((await cell(read, "read")).lines[0]).toContain("[4,8,12]");
    await drawn(picture, /ran 1 · fresh 1/);
    await cell(helper(4), "helper");
    await drawn(picture, /fresh/);
  });

  test("is stopped by an interrupt while no cell runs, and stays stopped until an edit", async () => {
    await cell(tasks(20_001), "tasks");
    await drawn(picture, /1 running/);
    await talk.ask("interrupt_request", {}, "control");
    await drawn(picture, /cancelled 1/);
    const { published } = await cell("const unrelated3 = 1;", "other3");
    expect(published.filter((reply) => idOf(reply) === picture)).toEqual([]);
    await cell(tasks(2), "tasks");
    await drawn(picture, /ran 1 · fresh 1/);
  });

  test("asks before a slow task: the picture waits until the cell is run again", async () => {
    const again = await cell("const kept = await auto(new Scaled(), { askAboveMs: 0 })", "auto");
    picture = idOf(again.published.find(({ type }) => type === "display_data") as Reply);
    await cell(helper(5), "helper");
    expect(await drawn(picture, /waits/)).toMatch(
      /auto · waits, because Scaled takes about .*: run this cell again, or await run\(new Scaled\(\)\)/,
    );
    expect((await cell(read, "read")).lines[0]).toContain("[4,8,12]");
    await cell("await run(new Scaled())", "run");
    await drawn(picture, /auto · all fresh/);
    expect((await cell(read, "read")).lines[0]).toContain("[5,10,15]");
  });

  test("ends by stop(), and says so", async () => {
    await cell("kept.stop(); kept.isOn", "stop");
    await drawn(picture, /auto is off/);
    await cell(helper(6), "helper");
    await delay(300);
    expect((await cell(read, "read")).lines[0]).toContain("[5,10,15]");
  });

  test("gives way to another auto of the same task, and ends where its cell is emptied", async () => {
    const first = await cell("await auto(new Scaled())", "auto");
    const one = idOf(first.published.find(({ type }) => type === "display_data") as Reply);
    const second = await cell("await auto(new Scaled())", "auto2");
    await drawn(one, /auto is off/);
    picture = idOf(second.published.find(({ type }) => type === "display_data") as Reply);
    await cell("// nothing", "auto2");
    await cell(helper(7), "helper");
    await delay(300);
    expect((await cell(read, "read")).lines[0]).toContain("[6,12,18]");
  });

  test("refuses what is no task and what is no limit", async () => {
    expect((await cell("await auto(Scaled as never)", "bad")).lines[0]).toMatch(
      /auto\(new Scaled\(…\)\)/,
    );
    expect((await cell("await auto(new Scaled(), { askAboveMs: -1 })", "bad")).lines[0]).toMatch(
      /askAboveMs.*is -1/,
    );
  });
});
