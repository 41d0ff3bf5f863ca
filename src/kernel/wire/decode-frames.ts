import { DELIMITER } from "./encode-message.ts";
import type { JsonObject, JupyterMessage, MessageHeader, RequestChannel } from "./message.ts";
import type { RecentDigests } from "./recent-digests.ts";
import { isSigned } from "./signature.ts";

export const MOST_MESSAGE_BYTES = 512 * 1024 * 1024;
const DELIMITER_BYTES = Buffer.from(DELIMITER);
const PART_NAMES = ["header", "parent header", "metadata", "content"] as const;

export interface DecodeOptions {
  readonly channel: RequestChannel;
  /** The connection's key; empty where messages are not signed. */
  readonly key: string;
  /** One for all channels of a kernel. */
  readonly recent: RecentDigests;
  /** Of all frames together; 512 MiB unless told. */
  readonly sizeLimitBytes?: number;
}

/** A message that cannot be used is a value, not an error: the kernel lives on. */
export type Decoded =
  | { readonly ok: true; readonly message: JupyterMessage }
  | { readonly ok: false; readonly refusal: Refusal };

export interface Refusal {
  readonly kind:
    | "too-large"
    | "no-delimiter"
    | "too-few-parts"
    | "bad-signature"
    | "replayed"
    | "not-json"
    | "bad-header";
  /** For the log: what was found and what was expected. */
  readonly reason: string;
}

/** Decodes a multipart message: `identities… <IDS|MSG> signature header parent metadata content buffers…`. */
export function decodeFrames(frames: readonly Uint8Array[], options: DecodeOptions): Decoded {
  const { sizeLimitBytes = MOST_MESSAGE_BYTES } = options;
  const sizeBytes = frames.reduce((sum, frame) => sum + frame.byteLength, 0);
  if (sizeBytes > sizeLimitBytes) {
    return refuse("too-large", `it has ${sizeBytes} bytes, the limit is ${sizeLimitBytes}`);
  }
  const delimiter = frames.findIndex((frame) => DELIMITER_BYTES.equals(frame));
  if (delimiter < 0) {
    return refuse(
      "no-delimiter",
      `none of its ${frames.length} frames is the delimiter ${DELIMITER}`,
    );
  }
  const [signature, ...rest] = frames.slice(delimiter + 1);
  if (signature === undefined || rest.length < PART_NAMES.length) {
    const found = frames.length - delimiter - 1;
    return refuse("too-few-parts", `${found} parts follow the delimiter, expected at least 5`);
  }
  const parts = rest.slice(0, PART_NAMES.length);
  const refusal = checkSignature(signature, parts, options);
  if (refusal !== undefined) return { ok: false, refusal };
  return decodeParts(parts, {
    channel: options.channel,
    identities: frames.slice(0, delimiter),
    buffers: rest.slice(PART_NAMES.length),
  });
}

function checkSignature(
  signature: Uint8Array,
  parts: readonly Uint8Array[],
  { key, recent }: DecodeOptions,
): Refusal | undefined {
  if (key === "") return undefined;
  if (!isSigned(key, parts, signature)) {
    return { kind: "bad-signature", reason: "its signature does not fit the connection's key" };
  }
  if (!recent.add(Buffer.from(signature).toString("latin1"))) {
    return { kind: "replayed", reason: "a message with this signature has already been received" };
  }
  return undefined;
}

function decodeParts(
  parts: readonly Uint8Array[],
  envelope: Pick<JupyterMessage, "channel" | "identities" | "buffers">,
): Decoded {
  const values: JsonObject[] = [];
  for (const [index, part] of parts.entries()) {
    const value = parseObject(part);
    if (value === undefined)
      return refuse("not-json", `its ${PART_NAMES[index]} is not a JSON object`);
    values.push(value);
  }
  const [head, parentHeader = {}, metadata = {}, content = {}] = values;
  const header = readHeader(head);
  if (header === undefined) {
    return refuse("bad-header", "its header lacks the texts msg_id and msg_type");
  }
  return { ok: true, message: { ...envelope, header, parentHeader, metadata, content } };
}

function parseObject(part: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(
      Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString(),
    );
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Clients leave out what they do not know; only id and type are needed to answer. */
function readHeader(head: JsonObject | undefined): MessageHeader | undefined {
  const { msg_id, msg_type, session, username } = head ?? {};
  if (typeof msg_id !== "string" || typeof msg_type !== "string") return undefined;
  return {
    ...head,
    msg_id,
    msg_type,
    session: typeof session === "string" ? session : "",
    username: typeof username === "string" ? username : "",
  };
}

function refuse(kind: Refusal["kind"], reason: string): Decoded {
  return { ok: false, refusal: { kind, reason } };
}
