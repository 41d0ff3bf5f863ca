import { expect, test } from "vitest";
import { socketAddress } from "../../../../src/kernel/wire/sockets.ts";

const ports = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5, key: "" };

test.each([
  [{ ...ports, transport: "tcp", ip: "127.0.0.1" } as const, "tcp://127.0.0.1:1"],
  [{ ...ports, transport: "tcp", ip: "::1" } as const, "tcp://[::1]:1"],
  [{ ...ports, transport: "ipc", ip: "/run/kernel-7" } as const, "ipc:///run/kernel-7-1"],
])("the shell of %j is at %s", (connection, address) => {
  expect(socketAddress(connection, connection.shell_port)).toBe(address);
});
