import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { Conversation } from "./conversation.ts";

/** What a ZeroMQ peer says first: its greeting without security, and that it is a dealer. */
const greeting = Buffer.alloc(64);
greeting.set([0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 0]);
greeting.write("NULL", 12);
const ready = Buffer.from("\x05READY\x0bSocket-Type\0\0\0\x06DEALER", "latin1");

/** Announces a frame of a size and tells whether the kernel then ends the connection. */
async function isDisconnected(port: number, sizeBytes: bigint): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  const frame = Buffer.alloc(9);
  frame[0] = 2;
  frame.writeBigUInt64BE(sizeBytes, 1);
  socket.write(Buffer.concat([greeting, Buffer.from([4, ready.length]), ready, frame]));
  socket.resume();
  const closed = once(socket, "close").then(() => true);
  const patience = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1_000));
  const isClosed = await Promise.race([closed, patience]);
  socket.destroy();
  return isClosed;
}

test("a frame of more than 512 MiB is cut off when it is announced, on every channel, and the kernel answers", async () => {
  await using talk = await Conversation.open();
  const { shell_port, control_port, stdin_port, hb_port } = talk.kernel.process.connection;
  for (const port of [shell_port, control_port, stdin_port, hb_port]) {
    expect(await isDisconnected(port, 2n ** 29n + 1n)).toBe(true);
    expect(await isDisconnected(port, 2n ** 40n)).toBe(true);
    expect(await isDisconnected(port, 2n ** 20n)).toBe(false);
  }
  expect((await talk.execute("1 + 1")).lines).toEqual(["execute_result 2"]);
});
