import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildWire, type WireBuild } from "./wire-build.ts";
import { createConnection, WireClient } from "./wire-client.ts";

let build: WireBuild;
beforeAll(async () => {
  build = await buildWire();
});
afterAll(() => build[Symbol.asyncDispose]());

interface Host {
  readonly client: WireClient;
  readonly child: ChildProcess;
  /** What the process has written to stderr so far. */
  errors(): string;
}

/** Runs `wire-host.ts` as a process of its own, and ends it with the test. */
async function withHost(run: (host: Host) => Promise<void>): Promise<void> {
  const connection = await createConnection();
  const file = path.join(build.folder, `connection-${connection.shell_port}.json`);
  await writeFile(file, JSON.stringify(connection));
  const child = spawn(process.execPath, [build.hostFile, file, fileURLToPath(build.threadUrl)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  try {
    using client = new WireClient(connection);
    await client.subscribed();
    await run({ client, child, errors: () => errors });
  } finally {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  }
}

async function execute(client: WireClient, code: string): Promise<unknown> {
  await client.request(client.shell, "execute_request", { code });
  return (await client.receive(client.shell)).content;
}

/** Starts code that does not end, and interrupts it over the control socket. */
async function interrupt({ client }: Host, code: string): Promise<unknown> {
  await client.request(client.shell, "execute_request", { code });
  await delay(250);
  const id = await client.request(client.control, "interrupt_request", {});
  const startedAt = performance.now();
  expect(await client.receive(client.control)).toMatchObject({
    type: "interrupt_reply",
    parent: id,
  });
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  return (await client.receive(client.shell)).content;
}

const INTERRUPTED = { status: "error", ename: "KeyboardInterrupt" };
const inAsyncContext = (code: string): string =>
  `new (require("async_hooks").AsyncLocalStorage)().run(1, async () => { ${code} })`;

describe("a main thread that computes", () => {
  test("lets the heartbeat be answered long before it has done", () =>
    withHost(async ({ client }) => {
      const done = execute(client, "{ const end = Date.now() + 1_000; while (Date.now() < end); }");
      await delay(100);
      const times: number[] = [];
      for (let beat = 0; beat < 20; beat += 1) times.push(await client.beat());
      expect(Math.max(...times)).toBeLessThan(500);
      expect(await done).toMatchObject({ status: "ok" });
    }));

  test("lets kernel_info_request on control be answered, with busy and idle", () =>
    withHost(async ({ client }) => {
      const done = execute(client, "{ const end = Date.now() + 3_000; while (Date.now() < end); }");
      await delay(100);
      const startedAt = performance.now();
      const id = await client.request(client.control, "kernel_info_request", {});
      const reply = await client.receive(client.control);
      expect(performance.now() - startedAt).toBeLessThan(2_000);
      expect(reply).toMatchObject({ parent: id, content: { implementation: "wire-host" } });
      const states = (await client.heard()).filter(({ parent }) => parent === id);
      expect(states.map(({ content }) => content.execution_state)).toEqual(["busy", "idle"]);
      await done;
    }));

  test("sends what a cell prints while it runs, not after", () =>
    withHost(async ({ client }) => {
      await client.request(client.shell, "execute_request", {
        code: "print('now'); while (true) {}",
      });
      expect((await client.receive(client.iopub)).content).toMatchObject({ text: "now" });
    }));

  test("is paced by its clients when a cell prints without end", () =>
    withHost(async (host) => {
      await execute(host.client, "globalThis.lines = 0");
      const code = "while (true) { print(lines + ' '.repeat(1_000)); lines += 1; }";
      expect(await interrupt(host, code)).toEqual(INTERRUPTED);
      const { value: lines } = Object(await execute(host.client, "lines"));
      const heard = (await host.client.heard()).filter(({ type }) => type === "stream");
      expect(heard.map(({ content }) => Number(content.text))).toEqual([...heard.keys()]);
      // The stop may fall between a line and its counting.
      expect(heard.length - Number(lines)).toBeOneOf([0, 1]);
      // Without a pace it was 160,000 in this time, and with it 28,000 on the fastest machine.
      expect(heard.length).toBeLessThan(80_000);
    }));
});

describe("an interrupt", () => {
  const endless = {
    "a loop in the cell itself": "while (true) {}",
    "a loop after an await": "(async () => { await 0; while (true) {} })()",
    "a loop after a timer":
      "(async () => { await new Promise((r) => setTimeout(r, 5)); while (true) {} })()",
    "a loop in a timer's callback": "new Promise(() => setTimeout(() => { while (true) {} }, 5))",
    "a loop in an interval": "new Promise(() => setInterval(() => { while (true) {} }, 5))",
    "a loop in process.nextTick": "new Promise(() => process.nextTick(() => { while (true) {} }))",
    "a loop in an immediate": "new Promise(() => setImmediate(() => { while (true) {} }))",
    "a loop after reading a file":
      "(async () => { await require('fs/promises').readFile(process.execPath); while (true) {} })()",
    "a loop in an event handler":
      "new Promise(() => { const e = new (require('events'))(); e.on('x', () => { while (true) {} }); e.emit('x'); })",
    "a loop that catches everything":
      "(async () => { await 0; while (true) { try { while (true) {} } catch {} } })()",
    "a loop of awaits that never lets the event loop turn":
      "(async () => { while (true) await 0; })()",
    "a loop in an async-local context": inAsyncContext("while (true) {}"),
    "a loop after an await in an async-local context": inAsyncContext("await 0; while (true) {}"),
    "a loop after a timer in an async-local context": inAsyncContext(
      "await new Promise((r) => setTimeout(r, 5)); while (true) {}",
    ),
    "a timer's loop in an async-local context": inAsyncContext(
      "await new Promise(() => setTimeout(() => { while (true) {} }, 5))",
    ),
    "a wait that blocks the thread": "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
    "an await that waits for ever": "new Promise(() => {})",
  };

  test.each(Object.entries(endless))("ends %s, and every variable survives", (_, code) =>
    withHost(async (host) => {
      await execute(host.client, "globalThis.kept = 41");
      expect(await interrupt(host, code)).toEqual(INTERRUPTED);
      // A second time, because the first may have left the event loop damaged.
      expect(await interrupt(host, code)).toEqual(INTERRUPTED);
      const ticks =
        "(async () => { await new Promise((r) => setTimeout(r, 5)); return ++kept; })()";
      expect(await execute(host.client, ticks)).toEqual({ status: "ok", value: 42 });
      expect(host.errors()).toBe("");
    }),
  );

  test("leaves no async-local store of the stopped cell behind", () =>
    withHost(async (host) => {
      await execute(
        host.client,
        "globalThis.store = new (require('async_hooks').AsyncLocalStorage)(), 0",
      );
      expect(await interrupt(host, "store.run('stopped', () => { while (true) {} })")).toEqual(
        INTERRUPTED,
      );
      const code = "String(store.getStore())";
      expect(await execute(host.client, code)).toEqual({ status: "ok", value: "undefined" });
    }));

  test("stops nothing while no cell runs", () =>
    withHost(async (host) => {
      const { client } = host;
      const later =
        "globalThis.work = new Promise((r) => setTimeout(() => { const end = Date.now() + 600;";
      await execute(client, `${later} while (Date.now() < end); r('whole'); }, 50)), 0`);
      await delay(150);
      await client.request(client.control, "interrupt_request", {});
      expect(await client.receive(client.control)).toMatchObject({ type: "interrupt_reply" });
      expect(await execute(client, "work")).toEqual({ status: "ok", value: "whole" });
    }));
});

describe("the process", () => {
  test("shuts down at once though its main thread computes", () =>
    withHost(async ({ client, child }) => {
      await client.request(client.shell, "execute_request", { code: "while (true) {}" });
      await delay(250);
      const exited = once(child, "exit");
      await client.request(client.control, "shutdown_request", { restart: false });
      expect(await client.receive(client.control)).toMatchObject({
        type: "shutdown_reply",
        content: { status: "ok", restart: false },
      });
      expect(await exited).toEqual([0, null]);
    }));

  test("exits with its own status and delivers what it sent, though the wire is open", () =>
    withHost(async ({ client, child, errors }) => {
      const code = "for (let i = 0; i < 500; i++) print(String(i)); process.exit(3)";
      const exited = once(child, "exit");
      await client.request(client.shell, "execute_request", { code });
      expect([await exited, errors()]).toEqual([[3, null], ""]);
      expect((await client.heard()).map(({ content }) => Number(content.text))).toEqual([
        ...Array(500).keys(),
      ]);
    }));
});
