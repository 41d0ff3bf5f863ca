import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ConnectionInfo } from "../../src/kernel/wire/connection-file.ts";
import type { JupyterMessage } from "../../src/kernel/wire/message.ts";
import { openWire, type Wire } from "../../src/kernel/wire/wire.ts";
import { buildWire, type WireBuild } from "./wire-build.ts";
import { connectionOn, createConnection, WireClient } from "./wire-client.ts";

let build: WireBuild;
beforeAll(async () => {
  build = await buildWire();
});
afterAll(() => build[Symbol.asyncDispose]());

/** A wire in this process and a client, both closed when the test ends. */
async function withWire(
  run: (wire: Wire, client: WireClient) => Promise<void>,
  connection?: ConnectionInfo,
): Promise<void> {
  const info = connection ?? (await createConnection());
  const kernelInfo = { status: "ok", implementation: "cauce" };
  const wire = await openWire(info, { threadUrl: build.threadUrl, kernelInfo });
  // Without a handler nothing is taken from the sockets.
  wire.onMessage(() => {});
  try {
    using client = new WireClient(info);
    await run(wire, client);
  } finally {
    await wire.close();
  }
}

/** Answers every request with its type and content, and publishes `busy` and `idle` around. */
function answerAll(wire: Wire): JupyterMessage[] {
  const seen: JupyterMessage[] = [];
  wire.onMessage((parent) => {
    seen.push(parent);
    const { channel, header, content, buffers } = parent;
    const type = header.msg_type.replace("_request", "_reply");
    wire.send({ channel: "iopub", type: "status", content: { execution_state: "busy" }, parent });
    wire.send({ channel, type, content, parent, buffers });
    wire.send({ channel: "iopub", type: "status", content: { execution_state: "idle" }, parent });
  });
  return seen;
}

describe("the wire", () => {
  test("answers a request on the channel and to the client that it came from", () =>
    withWire(async (wire, client) => {
      const seen = answerAll(wire);
      const id = await client.request(client.shell, "complete_request", { code: "día 🚿" });
      expect(await client.receive(client.shell)).toMatchObject({
        type: "complete_reply",
        parent: id,
        content: { code: "día 🚿" },
        buffers: [],
      });
      expect(seen).toHaveLength(1);
      expect(seen[0]).toMatchObject({
        channel: "shell",
        header: { msg_id: id, session: "client" },
      });
    }));

  test("keeps binary buffers in both directions, views into larger memory included", () =>
    withWire(async (wire, client) => {
      wire.onMessage((parent) => {
        const large = Buffer.from("__view__");
        const buffers = [...parent.buffers, large.subarray(2, 6)];
        wire.send({ channel: "shell", type: "comm_reply", content: {}, parent, buffers });
      });
      await client.shell.send([...client.frames("comm_msg", {}), Buffer.from("one")]);
      expect((await client.receive(client.shell)).buffers).toEqual(["one", "view"]);
    }));

  test("asks the client of a shell request for input on stdin", () =>
    withWire(async (wire, client) => {
      wire.onMessage((parent) => {
        if (parent.channel === "stdin") return;
        wire.send({ channel: "stdin", type: "input_request", content: { prompt: "?" }, parent });
      });
      const id = await client.request(client.shell, "execute_request", {});
      const asked = await client.receive(client.stdin);
      expect(asked).toMatchObject({ type: "input_request", parent: id, content: { prompt: "?" } });
    }));

  test("delivers 5,000 messages that were sent in one go, complete and in order, idle last", () =>
    withWire(async (wire, client) => {
      await client.subscribed();
      for (let index = 0; index < 5_000; index += 1) {
        wire.send({
          channel: "iopub",
          type: "stream",
          content: { name: "stdout", text: `${index}` },
        });
      }
      wire.send({ channel: "iopub", type: "status", content: { execution_state: "idle" } });
      const replies = [];
      for (let index = 0; index <= 5_000; index += 1)
        replies.push(await client.receive(client.iopub));
      expect(replies.slice(0, -1).map(({ content }) => Number(content.text))).toEqual(
        Array.from({ length: 5_000 }, (_, index) => index),
      );
      expect(replies.at(-1)?.content).toEqual({ execution_state: "idle" });
    }));

  test("loses nothing for a client that reads nothing for a while", () =>
    withWire(async (wire, client) => {
      await client.subscribed();
      const text = "x".repeat(2_000);
      for (let index = 0; index < 20_000; index += 1) {
        wire.send({ channel: "iopub", type: "stream", content: { index, text } });
      }
      await delay(500);
      for (let index = 0; index < 20_000; index += 1) {
        expect((await client.receive(client.iopub)).content.index).toBe(index);
      }
    }));

  test("flushes: what was sent has left when the promise resolves", () =>
    withWire(async (wire, client) => {
      await client.subscribed();
      for (let index = 0; index < 300; index += 1) {
        wire.send({ channel: "iopub", type: "stream", content: { index } });
      }
      await wire.flush();
      expect(await client.heard()).toHaveLength(300);
    }));

  test("delivers what was sent just before it was closed", async () => {
    const connection = await createConnection();
    const wire = await openWire(connection, { threadUrl: build.threadUrl, kernelInfo: {} });
    wire.onMessage(() => {});
    using client = new WireClient(connection);
    await client.subscribed();
    for (let index = 0; index < 900; index += 1) {
      wire.send({ channel: "iopub", type: "stream", content: { index } });
    }
    await wire.close();
    wire.send({ channel: "iopub", type: "stream", content: { index: "after" } });
    expect((await client.heard()).map(({ content }) => content.index)).toEqual([
      ...Array(900).keys(),
    ]);
  });

  test("delivers large buffers that were sent just before it was closed", async () => {
    const connection = await createConnection();
    const wire = await openWire(connection, { threadUrl: build.threadUrl, kernelInfo: {} });
    wire.onMessage(() => {});
    using client = new WireClient(connection);
    await client.subscribed();
    const texts = Array.from({ length: 20 }, (_, index) => `${index}`.repeat(500_000));
    for (const text of texts) {
      wire.send({ channel: "iopub", type: "comm_msg", content: {}, buffers: [Buffer.from(text)] });
    }
    await wire.close();
    expect((await client.heard()).map(({ buffers }) => buffers[0] === texts.shift())).toEqual(
      Array.from({ length: 20 }, () => true),
    );
  });

  test("speaks ipc, with the path of the sockets from the connection file", async () => {
    const connection = connectionOn("ipc", `${build.folder}/kernel`, [1, 2, 3, 4, 5]);
    await withWire(async (wire, client) => {
      answerAll(wire);
      expect(await client.beat()).toBeLessThan(1_000);
      await client.subscribed();
      const id = await client.request(client.shell, "kernel_info_request", { over: "ipc" });
      expect(await client.receive(client.shell)).toMatchObject({
        parent: id,
        content: { over: "ipc" },
      });
      expect((await client.heard()).map(({ content }) => content.execution_state)).toEqual([
        "busy",
        "idle",
      ]);
    }, connection);
  });

  test("works unsigned where the connection has no key", async () => {
    const connection = { ...(await createConnection()), key: "" };
    await withWire(async (wire, client) => {
      answerAll(wire);
      const id = await client.request(client.shell, "history_request", {});
      expect(await client.receive(client.shell)).toMatchObject({
        type: "history_reply",
        parent: id,
      });
    }, connection);
  });

  test("refuses damaged messages and answers the good one that follows", () =>
    withWire(async (wire, client) => {
      const seen = answerAll(wire);
      const good = client.frames("history_request", {});
      const damaged: Buffer[][] = [
        [Buffer.from("no delimiter")],
        [],
        good.slice(0, 4),
        good.with(1, Buffer.from("0".repeat(64))),
        good.with(1, Buffer.alloc(0)),
        good.with(5, Buffer.from('{"changed":1}')),
        good.with(2, Buffer.from([0xff, 0xfe, 0x00])),
      ];
      for (const frames of damaged) await client.shell.send(frames.length > 0 ? frames : [""]);
      await client.shell.send(good);
      await client.shell.send(good);
      const last = await client.request(client.shell, "is_complete_request", {});
      expect((await client.receive(client.shell)).type).toBe("history_reply");
      expect((await client.receive(client.shell)).parent).toBe(last);
      expect(seen.map(({ header }) => header.msg_type)).toEqual([
        "history_request",
        "is_complete_request",
      ]);
    }));

  test("refuses content that is not JSON where it was sent, and goes on", () =>
    withWire(async (wire, client) => {
      const parts = { channel: "iopub", type: "stream" } as const;
      expect(() => wire.send({ ...parts, content: { size: 10n } })).toThrow(TypeError);
      await client.subscribed();
      wire.send({ ...parts, content: { text: "still here" } });
      expect((await client.receive(client.iopub)).content).toEqual({ text: "still here" });
    }));

  test("says which address cannot be bound, and leaves the others free", async () => {
    const connection = await createConnection();
    await withWire(async () => {
      const other = { ...(await createConnection()), hb_port: connection.hb_port };
      await expect(openWire(other, { threadUrl: build.threadUrl })).rejects.toThrow(
        `\`tcp://127.0.0.1:${connection.hb_port}\` cannot be bound: Address already in use.`,
      );
      await withWire(async () => {}, { ...other, hb_port: (await createConnection()).hb_port });
    }, connection);
  });

  test("tells of an interrupt and answers it, though no cell runs", () =>
    withWire(async (wire, client) => {
      const interrupted = new Promise<void>((resolve) => wire.onInterrupt(resolve));
      const id = await client.request(client.control, "interrupt_request", {});
      expect(await client.receive(client.control)).toMatchObject({
        type: "interrupt_reply",
        parent: id,
        content: { status: "ok" },
      });
      await interrupted;
    }));
});
