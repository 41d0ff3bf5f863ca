import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";
import { openKernel } from "./kernel-rig.ts";

let talk: Conversation;
beforeAll(async () => {
  talk = await Conversation.open({
    "kid.mjs": 'console.log("kid"); console.error("kid errs");',
  });
  await talk.execute(`
    import { execFileSync, execSync, fork, spawn, spawnSync } from "node:child_process";
    import { once } from "node:events";
    import fs from "node:fs";`);
});
afterAll(() => talk[Symbol.asyncDispose]());

/** What a cell wrote, stream by stream in its order, however it was cut into messages. */
async function written(code: string): Promise<string[]> {
  const { published, reply } = await talk.execute(code);
  expect(reply.content.status).toBe("ok");
  const streams = published.filter(({ type }) => type === "stream");
  return streams.map(({ content }) => `${content.name}: ${content.text}`);
}

describe("what is written past the console reaches the cell in its order", () => {
  test.each([
    [
      "a shell command with inherited streams",
      `console.log("a"); execSync("echo b; echo c >&2", { stdio: "inherit" }); console.log("d");`,
      ["stdout: a\n", "stdout: b\n", "stderr: c\n", "stdout: d\n"],
    ],
    [
      "a program with single inherited streams",
      `execFileSync("sh", ["-c", "echo b; echo c >&2"], { stdio: ["ignore", "inherit", process.stderr] }); 0`,
      ["stdout: b\n", "stderr: c\n"],
    ],
    ["the errors of a command whose output is taken", 'execSync("echo e >&2"); 0', ["stderr: e\n"]],
    [
      "a child that is awaited",
      `console.log("a"); await once(spawn("sh", ["-c", "echo b; sleep 0.05; echo c"], { stdio: "inherit" }), "exit"); console.log("d");`,
      ["stdout: a\n", "stdout: b\n", "stdout: c\n", "stdout: d\n"],
    ],
    [
      "a forked module",
      'await once(fork("kid.mjs"), "exit"); 0',
      ["stdout: kid\n", "stderr: kid errs\n"],
    ],
    [
      "the descriptors of the streams",
      'console.log("a"); fs.writeSync(1, "b\\n"); fs.writeSync(2, Buffer.from("xc\\n"), 1, 2); 0',
      ["stdout: a\nb\n", "stderr: c\n"],
    ],
    [
      "the file of the stream, as native code opens it",
      'fs.writeFileSync("/dev/stdout", "dev\\n"); 0',
      ["stdout: dev\n"],
    ],
    [
      "characters that are cut in two",
      `execSync("printf '\\\\303'; sleep 0.1; printf '\\\\251\\\\n'", { stdio: "inherit" }); 0`,
      ["stdout: é\n"],
    ],
  ])("%s", async (_, code, expected) => {
    expect(await written(code)).toEqual(expected);
  });
});

test("what a child writes is shown while the cell waits for it", async () => {
  const code = 'execSync("echo first; sleep 1; echo second", { stdio: "inherit" }); 0';
  const { client } = talk;
  await client.request(client.shell, "execute_request", { code });
  const startedAt = performance.now();
  expect((await talk.next("stream")).content.text).toBe("first\n");
  const firstMs = performance.now() - startedAt;
  expect((await talk.next("stream")).content.text).toBe("second\n");
  expect(performance.now() - startedAt - firstMs).toBeGreaterThan(500);
  await client.receive(client.shell);
});

test("a child that writes without end is paced, ends with its reader and loses nothing", async () => {
  const lines = 200_000;
  const texts = await written(`execSync("seq 1 ${lines}", { stdio: "inherit" }); 0`);
  const all = texts.map((text) => text.slice("stdout: ".length)).join("");
  expect(all).toBe(Array.from({ length: lines }, (_, index) => `${index + 1}\n`).join(""));
});

test("the streams of a cell know no terminal, call back, and cannot be ended", async () => {
  const shown = await talk.execute("[process.stdout.isTTY, process.stdout.fd, process.stderr.fd]");
  expect(shown.lines).toEqual(["execute_result [ undefined, 1, 2 ]"]);
  const code = `await new Promise<void>((done) => process.stdout.write("a\\n", () => done()));
    await new Promise<void>((done) => process.stdout.end("b\\n", () => done()));
    process.stderr.destroy(); console.error("c"); console.log("d"); 0`;
  expect(await written(code)).toEqual(["stdout: a\nb\n", "stderr: c\n", "stdout: d\n"]);
});

test("nothing is left in the folder for temporary files", async () => {
  await using kernel = await openKernel({}, { TMPDIR: talk.kernel.folder });
  expect(kernel.process.pid).toBeGreaterThan(0);
  expect(readdirSync(talk.kernel.folder).filter((name) => name.includes("pipes"))).toEqual([]);
});
