import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { Dealer, Request, Subscriber } from "zeromq";
import type { ConnectionInfo } from "../../src/kernel/wire/connection-file.ts";
import { PROTOCOL_VERSION } from "../../src/kernel/wire/message.ts";
import { socketAddress } from "../../src/kernel/wire/sockets.ts";

export interface Reply {
  readonly type: string;
  /** Its own `msg_id`. */
  readonly id: string;
  /** The `msg_id` of the request that it answers. */
  readonly parent: unknown;
  readonly content: Record<string, unknown>;
  readonly buffers: readonly string[];
}

/** A Jupyter client with real sockets; its framing is its own, so that it can contradict ours. */
export class WireClient implements Disposable {
  readonly shell = new Dealer({ linger: 0 });
  readonly control = new Dealer({ linger: 0 });
  readonly stdin = new Dealer({ linger: 0 });
  readonly iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
  readonly heartbeat = new Request({ linger: 0 });
  readonly #key: string;

  constructor(connection: ConnectionInfo) {
    this.#key = connection.key;
    // As Jupyter does: one identity, so that input_request finds the stdin socket.
    this.shell.routingId = this.stdin.routingId = randomUUID();
    this.shell.connect(socketAddress(connection, connection.shell_port));
    this.control.connect(socketAddress(connection, connection.control_port));
    this.stdin.connect(socketAddress(connection, connection.stdin_port));
    this.iopub.connect(socketAddress(connection, connection.iopub_port));
    this.iopub.subscribe();
    this.heartbeat.connect(socketAddress(connection, connection.hb_port));
    for (const socket of [this.shell, this.control, this.stdin, this.iopub, this.heartbeat]) {
      socket.receiveTimeout = 10_000;
    }
  }

  /** The frames of a request, without identities. */
  frames(
    type: string,
    content: object,
    id: string = randomUUID(),
    metadata: object = {},
    parent: object = {},
  ): Buffer[] {
    const header = {
      msg_id: id,
      msg_type: type,
      session: "client",
      username: "test",
      version: PROTOCOL_VERSION,
    };
    const parts = [header, parent, metadata, content].map((part) =>
      Buffer.from(JSON.stringify(part)),
    );
    const signature = createHmac("sha256", this.#key).update(Buffer.concat(parts)).digest("hex");
    return [Buffer.from("<IDS|MSG>"), Buffer.from(this.#key === "" ? "" : signature), ...parts];
  }

  /** Sends a request and gives its `msg_id`. */
  async request(
    socket: Dealer,
    type: string,
    content: object,
    metadata: object = {},
  ): Promise<string> {
    const id = randomUUID();
    await socket.send(this.frames(type, content, id, metadata));
    return id;
  }

  async receive(socket: Dealer | Subscriber): Promise<Reply> {
    const frames = await socket.receive();
    const at = frames.findIndex((frame) => frame.toString() === "<IDS|MSG>");
    const parts = frames.slice(at + 2, at + 6);
    const expected = createHmac("sha256", this.#key).update(Buffer.concat(parts)).digest("hex");
    if (this.#key !== "" && frames[at + 1]?.toString() !== expected)
      throw new Error("bad signature");
    const [header, parent, , content] = parts.map((part) => JSON.parse(part.toString()));
    const buffers = frames.slice(at + 6).map((frame) => frame.toString());
    const { msg_id: id, msg_type: type } = header;
    return { type, id, parent: parent.msg_id, content, buffers };
  }

  /** Resolves when the kernel's iopub knows this subscriber: what was published before is lost. */
  async subscribed(): Promise<void> {
    for (;;) {
      await this.request(this.control, "kernel_info_request", {});
      await this.receive(this.control);
      if ((await this.heard()).length > 0) return;
    }
  }

  /** Everything on iopub until it has been quiet for 200 ms. */
  async heard(): Promise<Reply[]> {
    const replies: Reply[] = [];
    this.iopub.receiveTimeout = 200;
    try {
      for (;;) replies.push(await this.receive(this.iopub));
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
      return replies;
    } finally {
      this.iopub.receiveTimeout = 10_000;
    }
  }

  /** Milliseconds until the heartbeat is answered. */
  async beat(): Promise<number> {
    const startedAt = performance.now();
    await this.heartbeat.send("ping");
    const [answer] = await this.heartbeat.receive();
    if (answer?.toString() !== "ping") throw new Error("the heartbeat was not echoed");
    return performance.now() - startedAt;
  }

  [Symbol.dispose](): void {
    for (const socket of [this.shell, this.control, this.stdin, this.iopub, this.heartbeat])
      socket.close();
  }
}

/** A connection on loopback with ports that were free a moment ago. */
export async function createConnection(): Promise<ConnectionInfo> {
  const servers = Array.from({ length: 5 }, () => createServer().listen(0, "127.0.0.1"));
  const ports: number[] = [];
  for (const server of servers) {
    if (!server.listening) await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    if (address !== null && typeof address === "object") ports.push(address.port);
  }
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  return connectionOn("tcp", "127.0.0.1", ports);
}

export function connectionOn(
  transport: ConnectionInfo["transport"],
  ip: string,
  [shell = 1, iopub = 2, stdin = 3, control = 4, heartbeat = 5]: readonly number[],
): ConnectionInfo {
  return {
    transport,
    ip,
    key: randomUUID(),
    shell_port: shell,
    iopub_port: iopub,
    stdin_port: stdin,
    control_port: control,
    hb_port: heartbeat,
  };
}
