import { type Channel, createHeader, type OutgoingMessage } from "./message.ts";
import { signParts } from "./signature.ts";

/** What stands between the routing frames and the signed parts of every message. */
export const DELIMITER = "<IDS|MSG>";

export type Frame = string | Uint8Array;

/** A message as the main thread hands it over: JSON texts, which cost little to pass to a thread. */
export interface SerializedMessage {
  readonly channel: Channel;
  /** The routing frames; on iopub the topic. */
  readonly route: readonly Uint8Array[];
  /** Header, parent header, metadata and content, each as JSON. */
  readonly parts: readonly [string, string, string, string];
  readonly buffers: readonly Uint8Array[];
}

/**
 * Gives the message its header and turns it into JSON at once, so that what is changed later
 * does not change what was sent. Throws where the content is not JSON.
 */
export function serializeMessage(message: OutgoingMessage, session: string): SerializedMessage {
  const { channel, type, content, parent, metadata = {}, buffers = [] } = message;
  const topic = Buffer.from(`kernel.${session}.${type}`);
  return {
    channel,
    route: channel === "iopub" ? [ownCopy(topic)] : (parent?.identities ?? []),
    parts: [
      JSON.stringify(createHeader(type, session, message.id)),
      JSON.stringify(parent?.header ?? {}),
      JSON.stringify(metadata),
      JSON.stringify(content),
    ],
    buffers: buffers.map(ownCopy),
  };
}

/**
 * The frames of a multipart message, signed. Texts stay texts: zeromq copies those, but takes
 * the memory of larger byte arrays from their thread, and reads it after the thread has ended.
 */
export function encodeFrames({ route, parts, buffers }: SerializedMessage, key: string): Frame[] {
  return [...route, DELIMITER, signParts(key, parts), ...parts, ...buffers];
}

/** A view into a large memory would be passed to the thread with all of that memory. */
function ownCopy(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}
