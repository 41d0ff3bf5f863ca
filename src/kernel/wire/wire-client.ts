import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Dealer, type Socket, Subscriber } from "zeromq";
import { type ClientMessage, decodeMessage, encodeRequest } from "./client-message.ts";
import type { ConnectionInfo } from "./connection-file.ts";
import type { JsonObject } from "./message.ts";
import { type Answer, PendingRequest } from "./pending-request.ts";
import { RecentDigests } from "./recent-digests.ts";
import { SendQueue } from "./send-queue.ts";
import { socketAddress } from "./sockets.ts";

/** How soon a client looks again for a kernel that has not bound its sockets yet. */
const RECONNECT_MS = 20;
const SUBSCRIPTION_CHECK_MS = 30;

interface RequestOptions {
  readonly metadata?: JsonObject;
  /** Hears what is published under the request at once, without status. */
  readonly onMessage?: (message: ClientMessage) => void;
  /** Without it a request waits for as long as the kernel takes. */
  readonly timeoutMs?: number;
}

interface ExecuteOptions extends RequestOptions {
  /** Jupyter's cell id: a cell that is run again replaces what it declared. */
  readonly cellId?: string;
  readonly silent?: boolean;
}

/** A Jupyter client over the real sockets. Everything is rejected once it is closed. */
export interface KernelClient {
  /** Resolves after the reply and the `idle` of the request have both come. */
  request(
    channel: "shell" | "control",
    type: string,
    content: JsonObject,
    options?: RequestOptions,
  ): Promise<Answer>;
  /** Runs a cell. A cell that fails is an answer too: its reply's status is "error". */
  execute(code: string, options?: ExecuteOptions): Promise<Answer>;
  /** Milliseconds until the kernel's heart answers. */
  heartbeat(timeoutMs: number): Promise<number>;
  /** Resolves when the kernel has taken the interrupt, before the cell has ended. */
  interrupt(): Promise<void>;
  /** Hears what is published under no open request: the late output of a cell that has ended. */
  onLate(handler: (message: ClientMessage) => void): void;
  /** Closes the sockets; what still waits is rejected with `reason`. The kernel goes on. */
  close(reason?: Error): Promise<void>;
}

interface OpenOptions {
  /** A minute unless told. */
  readonly timeoutMs?: number;
  /** Gives up at once: the kernel will not come. */
  readonly signal?: AbortSignal;
}

/**
 * A client whose first request loses nothing: resolves when the kernel answers and its iopub
 * knows this client. Rejects where that does not come about in time.
 */
export async function openClient(
  connection: ConnectionInfo,
  options: OpenOptions = {},
): Promise<KernelClient> {
  const client = new SocketClient(connection);
  try {
    await client.subscribed(options);
    return client;
  } catch (error) {
    await client.close();
    throw error;
  }
}

class SocketClient implements KernelClient {
  readonly #connection: ConnectionInfo;
  readonly #session = randomUUID();
  readonly #shell = new Dealer({ linger: 0, reconnectInterval: RECONNECT_MS });
  readonly #control = new Dealer({ linger: 0, reconnectInterval: RECONNECT_MS });
  readonly #heart = new Dealer({ linger: 0, reconnectInterval: RECONNECT_MS });
  readonly #iopub = new Subscriber({
    linger: 0,
    reconnectInterval: RECONNECT_MS,
    receiveHighWaterMark: 0,
  });
  readonly #queues = {
    shell: new SendQueue(this.#shell, () => {}),
    control: new SendQueue(this.#control, () => {}),
    heart: new SendQueue(this.#heart, () => {}),
  };
  readonly #recent = new RecentDigests();
  readonly #pending = new Map<string, PendingRequest>();
  readonly #beats = new Map<string, () => void>();
  #onLate: (message: ClientMessage) => void = () => {};
  #heard = false;
  #closed: Error | undefined;

  constructor(connection: ConnectionInfo) {
    this.#connection = connection;
    this.#shell.connect(socketAddress(connection, connection.shell_port));
    this.#control.connect(socketAddress(connection, connection.control_port));
    this.#heart.connect(socketAddress(connection, connection.hb_port));
    this.#iopub.connect(socketAddress(connection, connection.iopub_port));
    this.#iopub.subscribe();
    void this.#receive(this.#shell, (frames) => this.#takeReply(frames));
    void this.#receive(this.#control, (frames) => this.#takeReply(frames));
    void this.#receive(this.#iopub, (frames) => this.#takePublished(frames));
    void this.#receive(this.#heart, ([beat]) => this.#beats.get(String(beat))?.());
  }

  async request(
    channel: "shell" | "control",
    type: string,
    content: JsonObject,
    options: RequestOptions = {},
  ): Promise<Answer> {
    if (this.#closed !== undefined) throw this.#closed;
    const { metadata = {}, onMessage, timeoutMs } = options;
    const parts = { type, content, metadata, session: this.#session };
    const { id, frames } = encodeRequest(parts, this.#connection);
    const pending = new PendingRequest(onMessage);
    this.#pending.set(id, pending);
    this.#queues[channel].push(frames);
    const timer = startTimer(timeoutMs, () => pending.fail(unanswered(type, timeoutMs)));
    try {
      return await pending.answer;
    } finally {
      clearTimeout(timer);
      this.#pending.delete(id);
    }
  }

  execute(code: string, options: ExecuteOptions = {}): Promise<Answer> {
    const { cellId, silent = false, metadata, ...rest } = options;
    const content = {
      code,
      silent,
      store_history: !silent,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    };
    const named = { ...metadata, ...(cellId === undefined ? {} : { cellId }) };
    return this.request("shell", "execute_request", content, { ...rest, metadata: named });
  }

  async heartbeat(timeoutMs: number): Promise<number> {
    if (this.#closed !== undefined) throw this.#closed;
    const beat = randomUUID();
    const startedAt = performance.now();
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        this.#beats.set(beat, resolve);
        timer = setTimeout(() => reject(unanswered("heartbeat", timeoutMs)), timeoutMs);
        this.#queues.heart.push([beat]);
      });
      return performance.now() - startedAt;
    } finally {
      clearTimeout(timer);
      this.#beats.delete(beat);
    }
  }

  async interrupt(): Promise<void> {
    await this.request("control", "interrupt_request", {});
  }

  onLate(handler: (message: ClientMessage) => void): void {
    this.#onLate = handler;
  }

  async close(reason = new Error("the connection to the kernel was closed")): Promise<void> {
    this.#closed ??= reason;
    for (const socket of [this.#shell, this.#control, this.#heart, this.#iopub]) socket.close();
    for (const pending of this.#pending.values()) pending.fail(reason);
  }

  /** A subscription takes effect unseen: it holds when something published has come. */
  async subscribed({ timeoutMs = 60_000, signal }: OpenOptions): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    while (!this.#heard) {
      signal?.throwIfAborted();
      if (performance.now() > deadline) throw unanswered("kernel_info_request", timeoutMs);
      const parts = { type: "kernel_info_request", content: {}, metadata: {} };
      const asked = encodeRequest({ ...parts, session: this.#session }, this.#connection);
      this.#queues.control.push(asked.frames);
      await delay(SUBSCRIPTION_CHECK_MS);
    }
  }

  async #receive(
    socket: Socket & AsyncIterable<Buffer[]>,
    take: (frames: Buffer[]) => void,
  ): Promise<void> {
    for await (const frames of socket) take(frames);
  }

  #takeReply(frames: Buffer[]): void {
    const reply = decodeMessage(frames, this.#connection, this.#recent);
    if (reply?.parentId !== undefined) this.#pending.get(reply.parentId)?.takeReply(reply);
  }

  #takePublished(frames: Buffer[]): void {
    this.#heard = true;
    const message = decodeMessage(frames, this.#connection, this.#recent);
    if (message === undefined) return;
    const pending = this.#pending.get(message.parentId ?? "");
    if (pending !== undefined) pending.takePublished(message);
    else if (message.type !== "status") this.#onLate(message);
  }
}

function startTimer(ms: number | undefined, run: () => void): NodeJS.Timeout | undefined {
  return ms === undefined ? undefined : setTimeout(run, ms);
}

function unanswered(what: string, timeoutMs = 0): Error {
  return new Error(`the kernel did not answer \`${what}\` within ${Math.round(timeoutMs)} ms`);
}
