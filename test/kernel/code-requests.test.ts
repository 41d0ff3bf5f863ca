import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";

let talk: Conversation;

beforeAll(async () => {
  talk = await Conversation.open();
});

afterAll(async () => {
  await talk[Symbol.asyncDispose]();
});

async function answerMs(type: string, content: object): Promise<[number, object]> {
  const startedAt = performance.now();
  const { reply } = await talk.ask(type, content);
  return [performance.now() - startedAt, reply.content];
}

describe("while a cell computes for two seconds", () => {
  test("completion, inspection and is_complete answer, with busy and idle of their own", async () => {
    await talk.execute("const sizes = [1, 2, 3];");
    const computing = talk.client.request(talk.client.shell, "execute_request", {
      code: "{ const end = Date.now() + 2000; while (Date.now() < end) {} }",
    });
    await talk.next("execute_input");
    const complete = { code: "sizes.fil", cursor_pos: 9 };
    const inspect = { code: "sizes", cursor_pos: 2, detail_level: 0 };
    const answers = [
      await answerMs("complete_request", complete),
      await answerMs("inspect_request", inspect),
      await answerMs("is_complete_request", { code: "{" }),
    ];
    expect(answers.map(([ms]) => Math.floor(ms / 1000))).toEqual([0, 0, 0]);
    expect(answers.map(([, content]) => content)).toMatchObject([
      { matches: ["fill", "filter"], cursor_start: 6 },
      { found: true, data: { "text/plain": "sizes: number[]" } },
      { status: "incomplete" },
    ]);
    const { reply } = await talk.answerTo(await computing);
    expect(reply.content.status).toBe("ok");
  });
});

test("a compiler that is killed is started anew and knows the cells", async () => {
  await talk.execute("const before = 'the kill';");
  const kernel = String(talk.kernel.process.pid);
  const children = execFileSync("ps", ["--ppid", kernel, "-o", "pid=,args="], { encoding: "utf8" });
  const compiler = children.split("\n").find((line) => line.includes("tsc"));
  process.kill(Number.parseInt(compiler ?? "", 10), "SIGKILL");
  const { reply } = await talk.ask("complete_request", { code: "before.toUpp", cursor_pos: 12 });
  expect(reply.content).toMatchObject({ matches: ["toUpperCase"] });
  expect((await talk.execute("before.toFixed()")).reply.content).toMatchObject({
    ename: "TypeScriptError",
  });
});
