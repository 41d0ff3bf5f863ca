import { expect, test } from "vitest";
import { encodeFrames, serializeMessage } from "../../../../src/kernel/wire/encode-message.ts";
import type { JupyterMessage } from "../../../../src/kernel/wire/message.ts";
import { signParts } from "../../../../src/kernel/wire/signature.ts";

const parent: JupyterMessage = {
  channel: "shell",
  identities: [Buffer.from("client"), Buffer.from("route")],
  header: { msg_id: "1", msg_type: "execute_request", session: "s", username: "u", extra: true },
  parentHeader: {},
  metadata: {},
  content: {},
  buffers: [],
};

test("a reply goes the way its request came, with the request's header as it was", () => {
  const message = serializeMessage(
    { channel: "shell", type: "execute_reply", content: { status: "ok" }, parent },
    "kernel-session",
  );
  const [first, second, delimiter, signature, header, parentHeader, metadata, content] =
    encodeFrames(message, "key");
  expect([first, second]).toEqual(parent.identities);
  expect(delimiter).toBe("<IDS|MSG>");
  expect(signature).toBe(signParts("key", message.parts));
  expect(JSON.parse(String(header))).toMatchObject({
    msg_type: "execute_reply",
    session: "kernel-session",
    version: "5.5",
  });
  expect([parentHeader, metadata, content]).toEqual([
    JSON.stringify(parent.header),
    "{}",
    '{"status":"ok"}',
  ]);
});

test("on iopub the route is a topic and not the request's client", () => {
  const { route } = serializeMessage(
    { channel: "iopub", type: "stream", content: {}, parent },
    "id",
  );
  expect(Buffer.from(route[0] ?? []).toString()).toBe("kernel.id.stream");
});

test("every message has an id of its own and the time in ISO 8601", () => {
  const heads = [0, 1].map(() => {
    const { parts } = serializeMessage({ channel: "iopub", type: "stream", content: {} }, "id");
    return JSON.parse(parts[0]);
  });
  expect(heads[0].msg_id).not.toBe(heads[1].msg_id);
  expect(new Date(heads[0].date).toISOString()).toBe(heads[0].date);
});

test("what changes after sending does not change the message", () => {
  const content = { text: "before" };
  const message = serializeMessage({ channel: "iopub", type: "stream", content }, "id");
  content.text = "after";
  expect(message.parts[3]).toBe('{"text":"before"}');
});

test("a view into larger memory is copied out of it", () => {
  const view = Buffer.from(new ArrayBuffer(1_000), 10, 4);
  const { buffers } = serializeMessage(
    { channel: "iopub", type: "comm_msg", content: {}, buffers: [view] },
    "id",
  );
  expect(buffers[0]?.buffer.byteLength).toBe(4);
});
