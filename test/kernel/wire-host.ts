/**
 * A main thread for the wire, as small as one can be: it runs the code of execute_request as a
 * script and settles it as the wire's doc comment says. Arguments: connection file, thread.
 */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { readConnectionFile } from "../../src/kernel/wire/connection-file.ts";
import type { JupyterMessage } from "../../src/kernel/wire/message.ts";
import { openWire } from "../../src/kernel/wire/wire.ts";

const [, , connectionFile = "", threadFile = ""] = process.argv;
const wire = await openWire(readConnectionFile(connectionFile), {
  threadUrl: pathToFileURL(threadFile),
  kernelInfo: { status: "ok", implementation: "wire-host" },
});
let running: JupyterMessage | undefined;

const settle = (content: Record<string, unknown>): void => {
  const parent = running;
  running = undefined;
  wire.setExecuting(false);
  wire.send({ channel: "shell", type: "execute_reply", content, parent });
};

const print = (text: string): void =>
  wire.send({
    channel: "iopub",
    type: "stream",
    content: { name: "stdout", text },
    parent: running,
  });

const execute = async (message: JupyterMessage): Promise<void> => {
  running = message;
  wire.setExecuting(true);
  const value: unknown = await new Script(String(message.content.code)).runInThisContext();
  if (running === message) settle({ status: "ok", value });
};

const handleMessage = async (message: JupyterMessage): Promise<void> => {
  if (message.header.msg_type === "execute_request") return execute(message);
  if (message.header.msg_type !== "shutdown_request") return;
  const { content } = message;
  wire.send({
    channel: "control",
    type: "shutdown_reply",
    content: { status: "ok", ...content },
    parent: message,
  });
  await wire.close();
};

Object.assign(globalThis, { print, require: createRequire(import.meta.url) });
wire.onInterrupt(() => {
  if (running !== undefined) settle({ status: "error", ename: "KeyboardInterrupt" });
});
wire.onMessage((message) => void handleMessage(message));
