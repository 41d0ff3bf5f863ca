import { describe, expect, test } from "vitest";
import { openKernel } from "./kernel-rig.ts";
import { childrenOf, ends } from "./processes.ts";

function compilerOf(pid: number): number {
  const [compiler, ...more] = childrenOf(pid);
  if (compiler === undefined || more.length > 0) throw new Error("expected one child process");
  return compiler;
}

describe("the compiler's process", () => {
  test.each([
    ["half a surrogate pair", "\ud800"],
    ["the other half", "\udc00"],
    ["a NUL", "\u0000"],
    ["no character", "\uffff"],
  ])("checks a cell with %s and lives", async (_, text) => {
    await using kernel = await openKernel();
    await kernel.run("1");
    const before = compilerOf(kernel.process.pid);
    expect(await kernel.run(`const text: number = "${text}";`)).toContainEqual(
      expect.stringContaining("'string' is not assignable to type 'number'"),
    );
    expect(await kernel.run(`"${text}".length`)).toContain("execute_result 1");
    await kernel.client.request("shell", "complete_request", {
      code: `${text} con`,
      cursor_pos: 5,
    });
    expect(compilerOf(kernel.process.pid)).toBe(before);
    expect(kernel.process.errorOutput()).toBe("");
  });

  test("is replaced when it has died, and only the new one is there", async () => {
    await using kernel = await openKernel();
    await kernel.run("const kept = 1;");
    const first = compilerOf(kernel.process.pid);
    process.kill(first, "SIGKILL");
    expect(await kernel.run("const wrong: string = kept;")).toContainEqual(
      expect.stringContaining("'number' is not assignable to type 'string'"),
    );
    expect(compilerOf(kernel.process.pid)).not.toBe(first);
  });

  test("is gone when the kernel was shut down, though it hears nothing", async () => {
    await using kernel = await openKernel();
    await kernel.run("1");
    const compiler = compilerOf(kernel.process.pid);
    process.kill(compiler, "SIGSTOP");
    await kernel.process.stop();
    expect(await kernel.process.exited).toBe(0);
    expect(await ends(compiler)).toBe(true);
  });

  test("is gone when the kernel was shut down while a cell waits for it", {
    timeout: 120_000,
  }, async () => {
    await using kernel = await openKernel();
    await kernel.run("1");
    const compiler = compilerOf(kernel.process.pid);
    process.kill(compiler, "SIGSTOP");
    kernel.client.request("shell", "execute_request", { code: "2" }).catch(() => {});
    kernel.client.request("control", "shutdown_request", { restart: false }).catch(() => {});
    expect(await kernel.process.exited).toBe(0);
    expect(await ends(compiler)).toBe(true);
  });

  test("is gone when the kernel was killed", async () => {
    await using kernel = await openKernel();
    await kernel.run("1");
    const compiler = compilerOf(kernel.process.pid);
    kernel.process.kill();
    await kernel.process.exited;
    expect(await ends(compiler)).toBe(true);
  });
});
