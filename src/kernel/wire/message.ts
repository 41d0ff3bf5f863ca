import { randomUUID } from "node:crypto";

/** The version of the messaging protocol that the transport speaks. */
export const PROTOCOL_VERSION = "5.5";

/** The sockets on which requests come in. */
export type RequestChannel = "shell" | "control" | "stdin";

export type Channel = RequestChannel | "iopub";

export type JsonObject = Readonly<Record<string, unknown>>;

/** A message's header, in Jupyter's spelling. Fields that are not named here are kept and echoed. */
export interface MessageHeader {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  /** ISO 8601, UTC. */
  readonly date?: string;
  readonly version?: string;
  readonly [extra: string]: unknown;
}

/** A request from a client, checked and decoded. */
export interface JupyterMessage {
  readonly channel: RequestChannel;
  /** The route back to the client, as the socket gave it; empty only in messages made by hand. */
  readonly identities: readonly Uint8Array[];
  readonly header: MessageHeader;
  /** The header of what this message answers (`input_reply`); an empty object for most requests. */
  readonly parentHeader: JsonObject;
  readonly metadata: JsonObject;
  readonly content: JsonObject;
  readonly buffers: readonly Uint8Array[];
}

/** A message for a client. The wire adds the header, the signature and the route. */
export interface OutgoingMessage {
  readonly channel: Channel;
  /** The `msg_type`: "stream", "execute_reply". */
  readonly type: string;
  /** Must be JSON: a value that JSON cannot hold (a bigint, a cycle) makes `send` throw. */
  readonly content: JsonObject;
  /**
   * The request that this message answers or belongs to: its header becomes the parent header
   * and, on every channel but iopub, its identities the route. Without it nobody on shell,
   * control or stdin can be reached.
   */
  readonly parent?: JupyterMessage | undefined;
  readonly metadata?: JsonObject;
  readonly buffers?: readonly Uint8Array[];
  /** Its `msg_id`, where the sender wants to know it; otherwise it gets one of its own. */
  readonly id?: string;
}

/** A header for a message of this kernel: a fresh id, the time now. `session` is the kernel's own. */
export function createHeader(
  type: string,
  session: string,
  id: string = randomUUID(),
): MessageHeader {
  return {
    msg_id: id,
    msg_type: type,
    session,
    username: "kernel",
    date: new Date().toISOString(),
    version: PROTOCOL_VERSION,
  };
}
