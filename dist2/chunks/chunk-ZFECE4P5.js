import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);

// src/kernel/wire/message.ts
import { randomUUID } from "node:crypto";
var PROTOCOL_VERSION = "5.5";
function createHeader(type, session) {
  return {
    msg_id: randomUUID(),
    msg_type: type,
    session,
    username: "kernel",
    date: (/* @__PURE__ */ new Date()).toISOString(),
    version: PROTOCOL_VERSION
  };
}

// src/kernel/wire/signature.ts
import { createHmac, timingSafeEqual } from "node:crypto";
function signParts(key, parts) {
  if (key === "") return "";
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}
function isSigned(key, parts, signature) {
  if (key === "") return true;
  const expected = Buffer.from(signParts(key, parts));
  return expected.byteLength === signature.byteLength && timingSafeEqual(expected, signature);
}

// src/kernel/wire/encode-message.ts
var DELIMITER = "<IDS|MSG>";
function serializeMessage(message, session) {
  const { channel, type, content, parent, metadata = {}, buffers = [] } = message;
  const topic = Buffer.from(`kernel.${session}.${type}`);
  return {
    channel,
    route: channel === "iopub" ? [ownCopy(topic)] : parent?.identities ?? [],
    parts: [
      JSON.stringify(createHeader(type, session)),
      JSON.stringify(parent?.header ?? {}),
      JSON.stringify(metadata),
      JSON.stringify(content)
    ],
    buffers: buffers.map(ownCopy)
  };
}
function encodeFrames({ route, parts, buffers }, key) {
  return [...route, DELIMITER, signParts(key, parts), ...parts, ...buffers];
}
function ownCopy(bytes) {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}

export {
  PROTOCOL_VERSION,
  createHeader,
  isSigned,
  DELIMITER,
  serializeMessage,
  encodeFrames
};
//# sourceMappingURL=chunk-ZFECE4P5.js.map
