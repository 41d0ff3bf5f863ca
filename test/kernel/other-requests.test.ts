import { afterAll, beforeAll, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";
import { WireClient } from "./wire-client.ts";

let talk: Conversation;
beforeAll(async () => {
  talk = await Conversation.open();
});
afterAll(() => talk[Symbol.asyncDispose]());

test("usage_request tells memory and CPU as Python's kernel does", async () => {
  const { reply } = await talk.ask("usage_request", {}, "control");
  expect(reply.type).toBe("usage_reply");
  const { content } = reply;
  expect(content.pid).toBe(talk.kernel.process.pid);
  expect(content.kernel_memory).toBeGreaterThan(20e6);
  expect(content.kernel_cpu).toBeGreaterThanOrEqual(0);
  expect(content.cpu_count).toBeGreaterThan(0);
  const memory = Object(content.host_virtual_memory);
  expect(memory.used + memory.available).toBe(memory.total);
});

test("usage_request is answered while a cell computes", async () => {
  const { client } = talk;
  const code = "while (true) {}";
  const id = await client.request(client.shell, "execute_request", { code });
  // One to start the count, one that sees the cell at work.
  await talk.ask("usage_request", {}, "control");
  await new Promise((resolve) => setTimeout(resolve, 500));
  const { reply } = await talk.ask("usage_request", {}, "control");
  expect(reply.content.kernel_cpu).toBeGreaterThan(0);
  await talk.ask("interrupt_request", {}, "control");
  expect((await talk.answerTo(id)).reply.content.ename).toBe("KeyboardInterrupt");
});

test("connect_request tells the ports", async () => {
  const { shell_port, iopub_port, stdin_port, control_port, hb_port } =
    talk.kernel.process.connection;
  const { reply } = await talk.ask("connect_request", {});
  expect([reply.type, reply.content]).toEqual([
    "connect_reply",
    { status: "ok", shell_port, iopub_port, stdin_port, control_port, hb_port },
  ]);
});

test.each(["create_subshell_request", "list_subshell_request"])("%s is refused", async (type) => {
  const { reply } = await talk.ask(type, {}, "control");
  expect(reply.type).toBe(type.replace("_request", "_reply"));
  expect(reply.content).toMatchObject({
    status: "error",
    evalue: expect.stringContaining("no subshells"),
  });
});

test("kernel_info claims no feature that the kernel refuses", async () => {
  const { reply } = await talk.ask("kernel_info_request", {});
  expect(reply.content).toMatchObject({
    protocol_version: "5.5",
    debugger: true,
    supported_features: ["debugger"],
  });
});

test("every subscription is welcomed with its own topic", async () => {
  using other = new WireClient(talk.kernel.process.connection);
  const welcome = await other.receive(other.iopub);
  expect([welcome.type, welcome.parent, welcome.content]).toEqual([
    "iopub_welcome",
    undefined,
    { subscription: "" },
  ]);
  other.iopub.subscribe("kernel.");
  const second = await other.receive(other.iopub);
  expect(second.content).toEqual({ subscription: "kernel." });
});

test.each([[{ toString: 5 }], [[]], [null], [7]])(
  "a debug_request whose command is %j is refused, and the next one is answered",
  async (command) => {
    const refused = await talk.ask("debug_request", { seq: 1, command }, "control");
    expect(refused.reply.content).toMatchObject({ success: false });
    const next = { type: "request", seq: 2, command: "debugInfo", arguments: {} };
    const { reply } = await talk.ask("debug_request", next, "control");
    expect(reply.content).toMatchObject({ success: true, request_seq: 2 });
  },
);
