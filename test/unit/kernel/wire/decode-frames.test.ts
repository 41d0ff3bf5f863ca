import { expect, test } from "vitest";
import {
  type DecodeOptions,
  decodeFrames,
  type Refusal,
} from "../../../../src/kernel/wire/decode-frames.ts";
import { RecentDigests } from "../../../../src/kernel/wire/recent-digests.ts";
import { signParts } from "../../../../src/kernel/wire/signature.ts";

const HEADER = {
  msg_id: "1",
  msg_type: "execute_request",
  session: "s",
  username: "u",
  subshell_id: null,
};

function options(more: Partial<DecodeOptions> = {}): DecodeOptions {
  return { channel: "shell", key: "secret", recent: new RecentDigests(), ...more };
}

function frames(
  parts: readonly string[],
  { key = "secret", buffers = [] as string[] } = {},
): Buffer[] {
  const texts = ["identity", "<IDS|MSG>", signParts(key, parts), ...parts, ...buffers];
  return texts.map((text) => Buffer.from(text));
}

const PARTS = [JSON.stringify(HEADER), "{}", '{"m":1}', '{"code":"1"}'];

test("a whole message keeps identities, header, metadata, content and buffers", () => {
  const decoded = decodeFrames(frames(PARTS, { buffers: ["b1", "b2"] }), options());
  expect(decoded).toEqual({
    ok: true,
    message: {
      channel: "shell",
      identities: [Buffer.from("identity")],
      header: HEADER,
      parentHeader: {},
      metadata: { m: 1 },
      content: { code: "1" },
      buffers: [Buffer.from("b1"), Buffer.from("b2")],
    },
  });
});

test("a header may lack session and username", () => {
  const header = '{"msg_id":"1","msg_type":"x"}';
  const decoded = decodeFrames(frames([header, "{}", "{}", "{}"]), options());
  expect(decoded).toMatchObject({ ok: true, message: { header: { session: "", username: "" } } });
});

const good = frames(PARTS);
const refusals: [string, readonly Uint8Array[], Partial<DecodeOptions>, Refusal][] = [
  [
    "no delimiter",
    good.toSpliced(1, 1),
    {},
    { kind: "no-delimiter", reason: "none of its 6 frames is the delimiter <IDS|MSG>" },
  ],
  [
    "no frames",
    [],
    {},
    { kind: "no-delimiter", reason: "none of its 0 frames is the delimiter <IDS|MSG>" },
  ],
  [
    "too few parts",
    good.slice(0, -1),
    {},
    { kind: "too-few-parts", reason: "4 parts follow the delimiter, expected at least 5" },
  ],
  [
    "nothing after the delimiter",
    good.slice(0, 2),
    {},
    { kind: "too-few-parts", reason: "0 parts follow the delimiter, expected at least 5" },
  ],
  [
    "another key's signature",
    frames(PARTS, { key: "other" }),
    {},
    { kind: "bad-signature", reason: "its signature does not fit the connection's key" },
  ],
  [
    "changed content",
    good.with(-1, Buffer.from('{"code":"2"}')),
    {},
    { kind: "bad-signature", reason: "its signature does not fit the connection's key" },
  ],
  [
    "no signature where there is a key",
    frames(PARTS, { key: "" }),
    {},
    { kind: "bad-signature", reason: "its signature does not fit the connection's key" },
  ],
  [
    "content that is not JSON",
    frames(PARTS.with(3, "{")),
    {},
    { kind: "not-json", reason: "its content is not a JSON object" },
  ],
  [
    "metadata that is an array",
    frames(PARTS.with(2, "[]")),
    {},
    { kind: "not-json", reason: "its metadata is not a JSON object" },
  ],
  [
    "a parent header that is null",
    frames(PARTS.with(1, "null")),
    {},
    { kind: "not-json", reason: "its parent header is not a JSON object" },
  ],
  [
    "a header without an id",
    frames(PARTS.with(0, '{"msg_type":"x"}')),
    {},
    { kind: "bad-header", reason: "its header lacks the texts msg_id and msg_type" },
  ],
  [
    "more bytes than the limit",
    good,
    { sizeLimitBytes: 100 },
    { kind: "too-large", reason: `it has ${Buffer.concat(good).length} bytes, the limit is 100` },
  ],
];

test.each(refusals)("a message with %s is refused with the reason", (_, bad, more, refusal) => {
  expect(decodeFrames(bad, options(more))).toEqual({ ok: false, refusal });
});

test("a message with a signature that was seen is refused, on another channel too", () => {
  const recent = new RecentDigests();
  expect(decodeFrames(good, options({ recent })).ok).toBe(true);
  expect(decodeFrames(good, options({ recent, channel: "control" }))).toEqual({
    ok: false,
    refusal: {
      kind: "replayed",
      reason: "a message with this signature has already been received",
    },
  });
});

test("a forged message does not use up the signature of the real one", () => {
  const recent = new RecentDigests();
  const forged = good.with(-1, Buffer.from("{}"));
  expect(decodeFrames(forged, options({ recent })).ok).toBe(false);
  expect(decodeFrames(good, options({ recent })).ok).toBe(true);
});

test("without a key signatures are not looked at, and a message may come twice", () => {
  const unsigned = options({ key: "" });
  expect(decodeFrames(good, unsigned).ok).toBe(true);
  expect(decodeFrames(good, unsigned).ok).toBe(true);
});
