import { Router, type Socket, XPublisher } from "zeromq";
import type { ConnectionInfo } from "./connection-file.ts";
import { MOST_MESSAGE_BYTES } from "./decode-frames.ts";

/** How long what was sent may take to reach the clients after the sockets have been closed. */
export const LINGER_MS = 1_000;

export interface Sockets {
  /** Tells of every subscription, so that it can be welcomed. */
  readonly iopub: XPublisher;
  readonly shell: Router;
  readonly control: Router;
  readonly stdin: Router;
  readonly heartbeat: Router;
}

/**
 * Binds all five sockets, iopub first: a request that is answered before iopub is bound loses
 * its output. Rejects, with everything closed again, where an address cannot be bound.
 */
export async function bindSockets(connection: ConnectionInfo): Promise<Sockets> {
  const options = {
    linger: LINGER_MS,
    ipv6: connection.ip.includes(":"),
    // A peer that announces a larger frame is disconnected before anything is set aside for it.
    maxMessageSize: MOST_MESSAGE_BYTES,
  };
  const sockets: Sockets = {
    iopub: new XPublisher({ ...options, noDrop: true, verbosity: "allSubs" }),
    // A reply is never dropped because its client is slow.
    shell: new Router({ ...options, sendHighWaterMark: 0 }),
    control: new Router({ ...options, sendHighWaterMark: 0 }),
    stdin: new Router({ ...options, sendHighWaterMark: 0 }),
    heartbeat: new Router(options),
  };
  try {
    await bind(sockets.iopub, connection, connection.iopub_port);
    await bind(sockets.shell, connection, connection.shell_port);
    await bind(sockets.control, connection, connection.control_port);
    await bind(sockets.stdin, connection, connection.stdin_port);
    await bind(sockets.heartbeat, connection, connection.hb_port);
  } catch (error) {
    closeSockets(sockets);
    throw error;
  }
  return sockets;
}

export function closeSockets(sockets: Sockets): void {
  for (const socket of Object.values(sockets)) socket.close();
}

async function bind(socket: Socket, connection: ConnectionInfo, port: number): Promise<void> {
  const address = socketAddress(connection, port);
  try {
    await socket.bind(address);
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    const message = `\`${address}\` cannot be bound: ${found}. Expected a free address on this machine. Start the kernel again, so that Jupyter chooses others.`;
    throw new Error(message, { cause });
  }
}

/** Where a channel lives: a TCP address, or the file of an IPC socket. */
export function socketAddress({ transport, ip }: ConnectionInfo, port: number): string {
  if (transport === "ipc") return `ipc://${ip}-${port}`;
  return `tcp://${ip.includes(":") ? `[${ip}]` : ip}:${port}`;
}
