import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";

let talk: Conversation;
beforeAll(async () => {
  talk = await Conversation.open();
  await talk.execute(`
    const comms = Reflect.get(globalThis, Symbol.for("cauce.comms"));
    const seen: string[] = [];
    comms.registerCommTarget("echo", (comm, opened) => {
      seen.push("open " + JSON.stringify(opened.data));
      comm.onMessage(({ data, buffers }) => comm.send({ back: data }, { buffers }));
      comm.onClose(({ data }) => { seen.push("close " + JSON.stringify(data)); });
    });
    comms.registerCommTarget("broken", () => { throw new RangeError("no room"); });
    comms.registerCommTarget("talker", (comm) => { console.log("opened " + comm.id); });
  `);
});
afterAll(() => talk[Symbol.asyncDispose]());

/** Sends a comm message, which has no reply, and tells what was published under it. */
async function tell(type: string, content: object) {
  const { client } = talk;
  const id = await client.request(client.shell, type, content);
  const published = await talk.publishedUnder(id);
  return published.filter((message) => message.type !== "status");
}

const openComms = async (content = {}) =>
  (await talk.ask("comm_info_request", content)).reply.content.comms;

describe("a comm that the page opens", () => {
  test("reaches its target, is listed while it is open, and ends when the page closes it", async () => {
    expect(await tell("comm_open", { comm_id: "c1", target_name: "echo", data: { a: 1 } })).toEqual(
      [],
    );
    expect(await openComms()).toEqual({ c1: { target_name: "echo" } });
    expect(await openComms({ target_name: "other" })).toEqual({});
    const [back] = await tell("comm_msg", { comm_id: "c1", data: { n: [1, 2] } });
    expect([back?.type, back?.content]).toEqual([
      "comm_msg",
      { comm_id: "c1", data: { back: { n: [1, 2] } } },
    ]);
    await tell("comm_close", { comm_id: "c1", data: { why: "done" } });
    expect(await openComms()).toEqual({});
    expect((await talk.execute("seen")).lines).toEqual([
      `execute_result [ 'open {"a":1}', 'close {"why":"done"}' ]`,
    ]);
  });

  test("carries buffers both ways", async () => {
    await tell("comm_open", { comm_id: "c2", target_name: "echo", data: {} });
    const { client } = talk;
    const frames = client.frames("comm_msg", { comm_id: "c2", data: {} }, "with-buffers");
    await client.shell.send([...frames, Buffer.from("one"), Buffer.from("two")]);
    const published = await talk.publishedUnder("with-buffers");
    const back = published.find(({ type }) => type === "comm_msg");
    expect(back?.buffers).toEqual(["one", "two"]);
  });

  test("of a target that nobody registered is closed again", async () => {
    const [closed, ...rest] = await tell("comm_open", {
      comm_id: "c3",
      target_name: "unheard-of",
      data: {},
    });
    expect([closed?.type, closed?.content]).toEqual(["comm_close", { comm_id: "c3", data: {} }]);
    expect(rest).toEqual([]);
    expect(await openComms({ target_name: "unheard-of" })).toEqual({});
  });

  test("is closed where its target throws, and the error is told", async () => {
    const told = await tell("comm_open", { comm_id: "c4", target_name: "broken", data: {} });
    expect(told.map(({ type }) => type).sort()).toEqual(["comm_close", "stream"]);
    const text = told.find(({ type }) => type === "stream")?.content.text;
    expect(text).toContain("RangeError: no room");
  });

  test("has the output of its handlers under the message that called them", async () => {
    const [line] = await tell("comm_open", { comm_id: "c5", target_name: "talker", data: {} });
    expect(line?.content).toEqual({ name: "stdout", text: "opened c5\n" });
  });

  test("that is not open is none: its messages go nowhere", async () => {
    expect(await tell("comm_msg", { comm_id: "never", data: {} })).toEqual([]);
    expect(await tell("comm_close", { comm_id: "never" })).toEqual([]);
  });
});

describe("a comm that a cell opens", () => {
  test("is told to the page under that cell, sends, and is closed", async () => {
    const { published } = await talk.execute(`
      const mine = comms.openComm("page", { x: 1 });
      mine.send({ y: 2 });
      mine.close();
      mine.send({ z: 3 });
    `);
    const sent = published.filter(({ type }) => type.startsWith("comm_"));
    expect(sent.map(({ type }) => type)).toEqual(["comm_open", "comm_msg", "comm_close"]);
    expect(sent[0]?.content).toMatchObject({ target_name: "page", data: { x: 1 } });
    expect(sent[1]?.content).toMatchObject({ data: { y: 2 } });
    expect(new Set(sent.map(({ content }) => content.comm_id)).size).toBe(1);
  });

  test("is heard while another cell waits", async () => {
    await tell("comm_open", { comm_id: "c6", target_name: "echo", data: {} });
    const { client } = talk;
    const content = { code: "await new Promise((r) => setTimeout(r, 1_000)); 'over'" };
    const id = await client.request(client.shell, "execute_request", content);
    const [back] = await tell("comm_msg", { comm_id: "c6", data: { now: true } });
    expect(back?.content.data).toEqual({ back: { now: true } });
    expect((await talk.answerTo(id)).lines).toEqual(["execute_result 'over'"]);
  });
});
