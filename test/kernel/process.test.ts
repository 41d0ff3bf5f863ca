import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { startKernelProcess } from "../../src/kernel/kernel-process.ts";
import { openClient } from "../../src/kernel/wire/wire-client.ts";
import { DebugTalk } from "./debug-talk.ts";
import { makeTestProject, openKernel } from "./kernel-rig.ts";
import { ends } from "./processes.ts";

const program = path.resolve(import.meta.dirname, "../../dist/cli/main.js");

describe("the kernel's process", () => {
  test("ends with status 0 when it is shut down, and writes nothing to standard error", async () => {
    await using kernel = await openKernel();
    await kernel.run("1 + 1");
    const { reply } = await kernel.client.request("control", "shutdown_request", {
      restart: false,
    });
    expect(reply.content).toMatchObject({ status: "ok", restart: false });
    expect(await kernel.process.exited).toBe(0);
    expect(kernel.process.errorOutput()).toBe("");
  });

  test("ends with status 0 though a cell computes", async () => {
    await using kernel = await openKernel();
    void kernel.client.execute("while (true) {}").catch(() => {});
    await delay(700);
    await kernel.process.stop();
    expect(await kernel.process.exited).toBe(0);
  });

  test("ends with status 0 though a timer of a cell goes on", async () => {
    await using kernel = await openKernel();
    await kernel.run("setInterval(() => {}, 10); 1");
    await kernel.process.stop();
    expect(await kernel.process.exited).toBe(0);
  });

  test("removes its files when it has ended", async () => {
    // Other tests start kernels at the same time: this one has a place for temporary files of its own.
    const { TMPDIR } = process.env;
    process.env.TMPDIR = makeTestProject();
    try {
      const kernel = await openKernel();
      expect(kernelFolders()).toHaveLength(1);
      await kernel[Symbol.asyncDispose]();
      expect(kernelFolders()).toEqual([]);
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    }
  });

  test("that dies rejects what waits for it, with how it ended", async () => {
    await using kernel = await openKernel();
    const cell = kernel.client.execute('process.kill(process.pid, "SIGKILL")');
    await expect(cell).rejects.toThrow(/kernel's process ended \(signal SIGKILL\)/);
    await expect(kernel.client.execute("1")).rejects.toThrow(/SIGKILL/);
    expect(await kernel.process.exited).toBeNull();
  });

  test("that cannot start says why, in the words that it wrote", async () => {
    const env = { NODE_OPTIONS: "--no-such-option" };
    await expect(startKernelProcess({ folder: makeTestProject(), env })).rejects.toThrow(
      /^The kernel did not start\.[\s\S]*--no-such-option/,
    );
  });

  test("ends by SIGTERM within five seconds though a cell computes", async () => {
    await using kernel = await openKernel();
    void kernel.client.execute("while (true) {}").catch(() => {});
    await delay(700);
    process.kill(kernel.process.pid, "SIGTERM");
    const status = await Promise.race([kernel.process.exited, delay(5_000, "still there")]);
    expect(status).toBe(0);
  });

  test("ends by SIGTERM though a cell blocks in a call that nothing can stop", async () => {
    await using kernel = await openKernel();
    await kernel.run('import { execSync } from "node:child_process"; execSync("mkfifo never");');
    const code = 'import { openSync } from "node:fs"; openSync("never", "r");';
    void kernel.client.execute(code).catch(() => {});
    await delay(700);
    process.kill(kernel.process.pid, "SIGTERM");
    // No status: the process was killed.
    expect(await Promise.race([kernel.process.exited, delay(5_000, "still there")])).toBeNull();
  });

  test("ends by SIGTERM while a breakpoint holds a cell", async () => {
    await using debug = await DebugTalk.open();
    const code = "const held = 1;\nheld + 1";
    await debug.breakAt(code, 2);
    await debug.run(code);
    await debug.stopped();
    const { exited, pid } = debug.talk.kernel.process;
    process.kill(pid, "SIGTERM");
    expect(await Promise.race([exited, delay(5_000, "still there")])).toBe(0);
  });

  test.each([
    ["nothing", "1"],
    ["a loop", "while (true) {}"],
  ])("ends when the process that started it is gone, while it computes %s", async (_, code) => {
    const script = `
      const child = require("node:child_process").spawn(process.execPath,
        [process.argv[1], "kernel", process.argv[2]],
        { stdio: "ignore", detached: true, env: { ...process.env, JPY_PARENT_PID: String(process.pid) } });
      console.log(child.pid);`;
    const file = path.join(makeTestProject(), "connection.json");
    await using other = await openKernel();
    const { connection } = other.process;
    await other.process.stop();
    writeFileSync(file, JSON.stringify(connection));
    const parent = spawn(process.execPath, ["-e", script, program, file]);
    const [line] = (await parent.stdout.take(1).toArray()) as Buffer[];
    const pid = Number(String(line));
    expect(pid).toBeGreaterThan(0);
    const client = await openClient(connection);
    void client.execute(code).catch(() => {});
    await delay(500);
    parent.kill("SIGKILL");
    expect(await ends(pid)).toBe(true);
    await client.close();
  });
});

function kernelFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith("cauce-kernel-"));
}

describe("cauce kernel", () => {
  test("refuses an address that another kernel has, in one message", async () => {
    await using kernel = await openKernel();
    const file = path.join(makeTestProject(), "connection.json");
    writeFileSync(file, JSON.stringify(kernel.process.connection));
    const { status, stderr } = start(file);
    expect(stderr).toMatch(/^error `tcp:\/\/127\.0\.0\.1:\d+` cannot be bound: [^\n]+\n$/);
    expect(status).toBe(2);
  });

  const start = (file: string) =>
    spawnSync(process.execPath, [program, "kernel", file], { encoding: "utf8", timeout: 20_000 });

  test.each([
    ["no file", undefined, /`.*connection\.json` cannot be read \(ENOENT/],
    ["no JSON", "{", /is no connection file: it is not JSON/],
    ["a missing port", '{"ip":"127.0.0.1","key":""}', /its `shell_port` is missing/],
    [
      "another signature",
      '{"signature_scheme":"hmac-md5"}',
      /its `signature_scheme` is "hmac-md5"/,
    ],
  ])("refuses %s in one message on standard error", (_, text, message) => {
    const file = path.join(makeTestProject(), "connection.json");
    if (text !== undefined) writeFileSync(file, text);
    expect(existsSync(file)).toBe(text !== undefined);
    const { status, stdout, stderr } = start(file);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });
});
