import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";
import { DebugTalk } from "./debug-talk.ts";
import type { Reply } from "./wire-client.ts";

/**
 * All messages of Jupyter's protocol 5.5 that a client can send or a kernel can publish. What they
 * hold is tested elsewhere; here, that none is left without its answer on its channel.
 */
let talk: Conversation;
beforeAll(async () => {
  talk = await Conversation.open();
  await talk.execute(`
    import { clearOutput, display } from "cauce";
    const comms = Reflect.get(globalThis, Symbol.for("cauce.comms"));
    comms.registerCommTarget("echo", (comm) => comm.onMessage(({ data }) => comm.send(data)));
  `);
});
afterAll(() => talk[Symbol.asyncDispose]());

type Content = Readonly<Record<string, unknown>>;
type Channel = "shell" | "control";

const ok = { status: "ok" };
const refused = { status: "error", ename: "NotImplementedError" };
const code = { code: "1 + 1" };
const debugInfo = { type: "request", seq: 1, command: "debugInfo", arguments: {} };

const requests: readonly [type: string, channel: Channel, sent: Content, reply: Content][] = [
  ["kernel_info_request", "shell", {}, { ...ok, protocol_version: "5.5" }],
  ["kernel_info_request", "control", {}, { ...ok, protocol_version: "5.5" }],
  ["execute_request", "shell", code, { ...ok, user_expressions: {} }],
  ["complete_request", "shell", { code: "Math.ab", cursor_pos: 7 }, { ...ok, matches: ["abs"] }],
  ["inspect_request", "shell", { code: "Math", cursor_pos: 2 }, { ...ok, found: true }],
  ["is_complete_request", "shell", { code: "f(" }, { status: "incomplete" }],
  ["history_request", "shell", { hist_access_type: "tail", n: 1 }, ok],
  ["comm_info_request", "shell", {}, { ...ok, comms: {} }],
  ["connect_request", "shell", {}, ok],
  ["interrupt_request", "control", {}, ok],
  ["interrupt_request", "shell", {}, ok],
  ["debug_request", "control", debugInfo, { type: "response", success: true }],
  ["usage_request", "control", {}, { pid: expect.any(Number) }],
  ["create_subshell_request", "control", {}, refused],
  ["delete_subshell_request", "control", { subshell_id: "one" }, refused],
  ["list_subshell_request", "control", {}, refused],
];

describe("a request is answered once on its own channel, between busy and idle", () => {
  test.each(requests)("%s on %s", async (type, channel, sent, expected) => {
    const { published, reply } = await talk.ask(type, sent, channel);
    expect(reply.type).toBe(type.replace("_request", "_reply"));
    expect(reply.content).toMatchObject(expected);
    expect(statesOf(published)).toEqual(["busy", "idle"]);
    expect([published[0]?.type, published.at(-1)?.type]).toEqual(["status", "status"]);
    // Whatever is answered twice would be the first reply to this one.
    const next = await talk.client.request(talk.client[channel], "kernel_info_request", {});
    expect((await talk.client.receive(talk.client[channel])).parent).toBe(next);
    await talk.publishedUnder(next);
  });

  test.each([false, true])(
    "shutdown_request with restart: %j, and the process ends",
    async (restart) => {
      await using own = await Conversation.open();
      const { reply, published } = await own.ask("shutdown_request", { restart }, "control");
      expect([reply.type, reply.content]).toEqual(["shutdown_reply", { status: "ok", restart }]);
      expect(statesOf(published)).toEqual(["busy", "idle"]);
      expect(await own.kernel.process.exited).toBe(0);
    },
  );

  test("shutdown_request on shell, where older clients send it", async () => {
    await using own = await Conversation.open();
    const { reply } = await own.ask("shutdown_request", { restart: false });
    expect([reply.type, reply.content]).toEqual(["shutdown_reply", { ...ok, restart: false }]);
    expect(await own.kernel.process.exited).toBe(0);
  });
});

const comm = { comm_id: "one", data: {} };
const told: readonly [type: string, sent: Content, published: readonly string[]][] = [
  ["comm_open", { ...comm, target_name: "echo" }, []],
  ["comm_msg", comm, ["comm_msg"]],
  ["comm_close", comm, []],
  ["comm_msg", comm, []],
  ["comm_open", { ...comm, target_name: "nobody's" }, ["comm_close"]],
];

describe("a message that wants no reply is taken between busy and idle", () => {
  test.each(told)("%s of %j publishes %j", async (type, sent, expected) => {
    const { client } = talk;
    const published = await talk.publishedUnder(await client.request(client.shell, type, sent));
    expect(typesOf(published)).toEqual(["status", ...expected, "status"]);
    expect((await talk.ask("kernel_info_request", {})).reply.type).toBe("kernel_info_reply");
  });
});

const broadcasts: readonly [type: string, code: string][] = [
  ["execute_input", "1"],
  ["execute_result", "1 + 1"],
  ["stream", 'console.log("out")'],
  ["display_data", 'display("shown")'],
  ["update_display_data", 'await (await display("a")).update("b")'],
  ["clear_output", "clearOutput()"],
  ["error", 'throw new Error("told")'],
  ["comm_open", 'comms.openComm("page");'],
  ["comm_msg", 'comms.openComm("page").send({});'],
  ["comm_close", 'comms.openComm("page").close();'],
];

describe("a broadcast comes under the cell that causes it", () => {
  test.each(broadcasts)("%s by %s", async (type, cell) => {
    expect(typesOf((await talk.execute(cell)).published)).toContain(type);
  });

  test("iopub_welcome by a subscription, on its topic", async () => {
    talk.client.iopub.subscribe("kernel.");
    expect((await talk.next("iopub_welcome")).content).toEqual({ subscription: "kernel." });
  });

  test("debug_event by a debugger that attaches", async () => {
    await using debug = await DebugTalk.open({}, { attached: false });
    await debug.ask("initialize", { clientID: "test" });
    await debug.ask("attach");
    expect(await debug.event("initialized")).toBeDefined();
  });
});

test("input_request goes out on stdin, and input_reply gives the cell its answer", async () => {
  const { client } = talk;
  const asking = { code: 'await prompt("Name?")', allow_stdin: true };
  const id = await client.request(client.shell, "execute_request", asking);
  const question = await client.receive(client.stdin);
  expect([question.type, question.parent]).toEqual(["input_request", id]);
  expect(question.content).toMatchObject({ password: false });
  await client.request(client.stdin, "input_reply", { status: "ok", value: "Ada" });
  expect((await talk.answerTo(id)).lines).toEqual(["execute_result 'Ada'"]);
});

function typesOf(published: readonly Reply[]): string[] {
  return published.map(({ type }) => type);
}

function statesOf(published: readonly Reply[]): unknown[] {
  return published
    .filter(({ type }) => type === "status")
    .map(({ content }) => content.execution_state);
}
