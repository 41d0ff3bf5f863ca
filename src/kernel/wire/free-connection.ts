import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import type { ConnectionInfo } from "./connection-file.ts";

const LOOPBACK = "127.0.0.1";

/**
 * A connection on this machine alone, with a key of its own and five ports that were free a
 * moment ago: a process that takes one of them first makes the kernel refuse to start.
 */
export async function findFreeConnection(): Promise<ConnectionInfo> {
  const servers = Array.from({ length: 5 }, () => createServer().listen(0, LOOPBACK));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  const [shell_port = 0, iopub_port = 0, stdin_port = 0, control_port = 0, hb_port = 0] = ports;
  const key = randomUUID();
  return {
    transport: "tcp",
    ip: LOOPBACK,
    key,
    shell_port,
    iopub_port,
    stdin_port,
    control_port,
    hb_port,
  };
}
