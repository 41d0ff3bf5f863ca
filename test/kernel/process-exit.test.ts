import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";
import { openKernel } from "./kernel-rig.ts";

let talk: Conversation;
beforeAll(async () => {
  talk = await Conversation.open();
  await talk.execute("let kept = 1;");
});
afterAll(() => talk[Symbol.asyncDispose]());

const refused = (call: string) =>
  expect.stringContaining(`error CauceError: \`${call}\` would end the kernel`);

async function isAlive(): Promise<boolean> {
  return (await talk.execute("kept")).lines[0] === "execute_result 1";
}

describe("process.exit in a cell", () => {
  test.each([
    ["process.exit(3)", "process.exit(3)"],
    ["process.exit()", "await null; process.exit()"],
    ["process.abort()", "process.abort()"],
    ["process.exit(1)", "setTimeout(() => process.exit(1), 5); await new Promise(() => {})"],
    ["process.exit(0)", 'import { exit } from "node:process"; exit(0)'],
  ])("ends the cell alone, and says so: %s in `%s`", async (call, code) => {
    const { lines, reply } = await talk.execute(code);
    expect(lines).toEqual([refused(call)]);
    expect(reply.content.status).toBe("error");
    expect(await isAlive()).toBe(true);
  });

  test("ends the cell though the cell catches everything", async () => {
    const { lines, reply } = await talk.execute("try { process.exit(2) } catch {} 5");
    expect(lines.at(-1)).toEqual(refused("process.exit(2)"));
    expect(reply.content.status).toBe("error");
  });

  test("names its line", async () => {
    const { lines } = await talk.execute("const a = 1;\nprocess.exit(a)");
    expect(lines[0]).toMatch(/Cell \d+, line 2$/);
  });

  test("of a timer whose cell has ended is an error output of that cell", async () => {
    const { published } = await talk.execute("setTimeout(() => process.exit(7), 30); 0");
    const stray = await talk.next("stream");
    expect(stray.parent).toBe(published[0]?.parent);
    expect(stray.content).toMatchObject({ name: "stderr" });
    expect(stray.content.text).toContain("`process.exit(7)` would end the kernel");
    expect(await isAlive()).toBe(true);
  });

  test("does nothing as an exit code that is only set", async () => {
    expect((await talk.execute("process.exitCode = 3")).reply.content.status).toBe("ok");
    await using other = await openKernel();
    await other.run("process.exitCode = 3");
    await other.process.stop();
    expect(await other.process.exited).toBe(0);
  });
});

describe("a kernel that a cell does end", () => {
  test("says in its log which signal the cell sent", async () => {
    await using kernel = await openKernel();
    await kernel.run('process.kill(process.pid, "SIGKILL")').catch(() => {});
    expect(await kernel.process.exited).toBeNull();
    expect(kernel.process.errorOutput()).toContain("a cell sent SIGKILL to its own kernel");
  });

  test("says in its log that the memory was not enough", { timeout: 60_000 }, async () => {
    const env = { NODE_OPTIONS: "--max-old-space-size=120" };
    await using kernel = await openKernel({}, env);
    const code = "const all: number[][] = []; for (;;) all.push(new Array(100_000).fill(1.5))";
    await kernel.client.execute(code, { timeoutMs: 50_000 }).catch(() => {});
    await kernel.process.exited;
    expect(kernel.process.errorOutput()).toContain("heap out of memory");
  });
});
