import type { ConnectionInfo } from "./connection-file.ts";
import { decodeFrames } from "./decode-frames.ts";
import { encodeFrames, type Frame } from "./encode-message.ts";
import { createHeader, type JsonObject } from "./message.ts";
import type { RecentDigests } from "./recent-digests.ts";

/** A kernel's message as a client sees it: a reply, or something that was published. */
export interface ClientMessage {
  /** The `msg_type`: "stream", "execute_reply". */
  readonly type: string;
  /** The `msg_id` of the request that it belongs to; undefined where it belongs to none. */
  readonly parentId: string | undefined;
  readonly content: JsonObject;
  readonly metadata: JsonObject;
  readonly buffers: readonly Uint8Array[];
}

/** A request, signed and framed, and the id that its answers will name. */
export interface EncodedRequest {
  readonly id: string;
  readonly frames: Frame[];
}

export interface RequestParts {
  readonly type: string;
  readonly content: JsonObject;
  readonly metadata: JsonObject;
  /** The id of the client, the same in all its requests. */
  readonly session: string;
}

export function encodeRequest(parts: RequestParts, { key }: ConnectionInfo): EncodedRequest {
  const header = { ...createHeader(parts.type, parts.session), username: "client" };
  const texts = [header, {}, parts.metadata, parts.content].map((part) => JSON.stringify(part));
  const [head = "", parent = "", metadata = "", content = ""] = texts;
  const serialized = {
    channel: "shell",
    route: [],
    parts: [head, parent, metadata, content],
    buffers: [],
  } as const;
  return { id: header.msg_id, frames: encodeFrames(serialized, key) };
}

/** Undefined where the message is damaged or was signed with another key. */
export function decodeMessage(
  frames: readonly Uint8Array[],
  { key }: ConnectionInfo,
  recent: RecentDigests,
): ClientMessage | undefined {
  const decoded = decodeFrames(frames, { channel: "shell", key, recent });
  if (!decoded.ok) return undefined;
  const { header, parentHeader, content, metadata, buffers } = decoded.message;
  const { msg_id: parent } = parentHeader;
  const parentId = typeof parent === "string" ? parent : undefined;
  return { type: header.msg_type, parentId, content, metadata, buffers };
}
