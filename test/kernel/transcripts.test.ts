import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openKernel, outline, type TestKernel } from "./kernel-rig.ts";
import { WireClient } from "./wire-client.ts";

let kernel: TestKernel;
let client: WireClient;
beforeAll(async () => {
  kernel = await openKernel();
  client = new WireClient(kernel.process.connection);
  await client.subscribed();
});
afterAll(async () => {
  client[Symbol.dispose]();
  await kernel[Symbol.asyncDispose]();
});

/** All that is published under a request, from the first message to the last, then its reply. */
async function converse(type: string, content: object, metadata = {}): Promise<string[]> {
  const id = await client.request(client.shell, type, content, metadata);
  return [...(await published(id)), await replied(id)];
}

async function replied(id: string): Promise<string> {
  for (;;) {
    const reply = await client.receive(client.shell);
    if (reply.parent === id) return outline(reply);
  }
}

async function published(id: string): Promise<string[]> {
  const lines: string[] = [];
  while (lines.at(-1) !== "idle") {
    const message = await client.receive(client.iopub);
    if (message.parent === id) lines.push(outline(message));
  }
  return lines;
}

const execute = (code: string, more = {}) => converse("execute_request", { code, ...more });

describe("a transcript of", () => {
  test("a value shows it between busy and idle, and counts the cell", async () => {
    expect(await execute("1 + 1")).toEqual([
      "busy",
      "execute_input [1] 1 + 1",
      "execute_result 2",
      "idle",
      "execute_reply ok [1]",
    ]);
  });

  test("a declaration shows nothing", async () => {
    expect(await execute("const kept = 41;")).toEqual([
      "busy",
      "execute_input [2] const kept = 41;",
      "idle",
      "execute_reply ok [2]",
    ]);
  });

  test("prints keeps both streams apart and in their order", async () => {
    const code = 'console.log("a"); console.error("b"); void process.stdout.write("c\\n");';
    expect(await execute(code)).toEqual([
      "busy",
      `execute_input [3] ${code}`,
      'stdout "a\\n"',
      'stderr "b\\n"',
      'stdout "c\\n"',
      "idle",
      "execute_reply ok [3]",
    ]);
  });

  test("a runtime error names the line of the cell, in the message and in the reply", async () => {
    const code = 'const fail = () => {\n  throw new RangeError("too far");\n};\nfail();';
    expect(await execute(code)).toEqual([
      "busy",
      `execute_input [4] ${code}`,
      "error RangeError: too far | Cell 4, line 2 | Cell 4, line 4",
      "idle",
      "execute_reply error [4]",
    ]);
  });

  test("a type error does not run the cell", async () => {
    const code = 'console.log("ran");\nconst wrong: string = 3;';
    const [, , error, ...rest] = await execute(code);
    expect(error).toContain("error TypeScriptError: Type 'number' is not assignable");
    expect(error).toContain("Cell 5, line 2");
    expect(rest).toEqual(["idle", "execute_reply error [5]"]);
  });

  test("a syntax error does not run the cell, and what was declared before is intact", async () => {
    const [, , error, ...rest] = await execute('console.log("ran");\nconst kept = = 3;');
    expect(error).toMatch(/^error SyntaxError: .*Cell 6, line 2/);
    expect(rest).toEqual(["idle", "execute_reply error [6]"]);
    expect(await execute("kept")).toContain("execute_result 41");
  });

  test("a silent cell publishes its status alone and does not count", async () => {
    expect(await execute("1 + 1", { silent: true })).toEqual([
      "busy",
      "idle",
      "execute_reply ok [7]",
    ]);
  });

  test("an empty cell is no error", async () => {
    expect((await execute("// nothing\n")).slice(2)).toEqual(["idle", "execute_reply ok [8]"]);
  });

  test("queued cells aborts them where the one before fails", async () => {
    const codes = ['throw new Error("first")', 'console.log("second")', 'console.log("third")'];
    const ids = [];
    for (const code of codes)
      ids.push(await client.request(client.shell, "execute_request", { code }));
    const all = [];
    for (const id of ids) all.push(await published(id));
    expect(all[0]?.slice(2)).toEqual(["error Error: first | Cell 9, line 1", "idle"]);
    expect(all.slice(1)).toEqual([
      ["busy", "idle"],
      ["busy", "idle"],
    ]);
    const replies = [];
    for (const id of ids) replies.push(await replied(id));
    expect(replies).toEqual([
      "execute_reply error [9]",
      "execute_reply aborted",
      "execute_reply aborted",
    ]);
  });

  test("queued cells runs them all where stop_on_error is off", async () => {
    const stopOnError = { stop_on_error: false };
    const failing = { code: 'throw new Error("first")', ...stopOnError };
    const first = await client.request(client.shell, "execute_request", failing);
    const second = await client.request(client.shell, "execute_request", { code: "kept" });
    await published(first);
    expect(await published(second)).toContain("execute_result 41");
  });

  test("1,000 lines has them all, in order, then idle", async () => {
    const lines = await execute("for (let i = 0; i < 1000; i++) console.log(i);");
    expect(lines.at(-2)).toBe("idle");
    const streams = lines.filter((line) => line.startsWith("stdout "));
    const text = streams.map((line) => JSON.parse(line.slice("stdout ".length))).join("");
    expect(text.trimEnd().split("\n").map(Number)).toEqual([...Array(1000).keys()]);
  });

  test("kernel_info names the language and the protocol", async () => {
    const [busy, idle, reply = ""] = await converse("kernel_info_request", {});
    expect([busy, idle]).toEqual(["busy", "idle"]);
    const info = JSON.parse(reply.slice("kernel_info_reply ".length));
    expect(info).toMatchObject({
      status: "ok",
      implementation: "cauce",
      language_info: { name: "typescript", file_extension: ".ts", mimetype: "text/typescript" },
    });
    expect(info.protocol_version).toMatch(/^5\.\d$/);
  });

  test("a request that nobody knows gives an error reply", async () => {
    const [busy, idle, reply] = await converse("no_such_request", {});
    expect([busy, idle]).toEqual(["busy", "idle"]);
    expect(reply).toContain('"status":"error"');
  });
});

describe("is_complete", () => {
  test.each([
    ["1 + 1", "complete"],
    ["const f = (x: number) => x;", "complete"],
    ["", "complete"],
    ["function f() {", "incomplete"],
    ["const a = [1,", "incomplete"],
    ["`text", "incomplete"],
    ["class A {\n  b() {\n", "incomplete"],
    ["const = 3", "invalid"],
    ["let a b", "invalid"],
  ])("finds %j %s", async (code, status) => {
    const reply = (await converse("is_complete_request", { code })).at(-1) ?? "";
    expect(JSON.parse(reply.slice("is_complete_reply ".length)).status).toBe(status);
  });
});

describe("complete and inspect", () => {
  const ask = async (type: string, code: string, cursor: number) => {
    const line = (await converse(`${type}_request`, { code, cursor_pos: cursor })).at(-1) ?? "";
    return JSON.parse(line.slice(`${type}_reply `.length));
  };

  test("complete counts code points, as the protocol does: emoji may stand before the cursor", async () => {
    const code = 'const wave = "👋🏽👋"; wave.toUpp';
    const reply = await ask("complete", code, [...code].length);
    expect(reply.matches).toEqual(["toUpperCase"]);
    expect([reply.cursor_start, reply.cursor_end]).toEqual([
      [...code].length - "toUpp".length,
      [...code].length,
    ]);
  });

  test("complete knows what earlier cells declared", async () => {
    await execute("class Bucket { weight = 3; pour() {} }\nconst bucket = new Bucket();");
    expect((await ask("complete", "bucket.", 7)).matches).toEqual(["pour", "weight"]);
    expect((await ask("complete", "buck", 4)).matches).toContain("bucket");
  });

  test("inspect tells type and documentation, with emoji before the cursor", async () => {
    await execute(
      "/** How far it is, in km. */\nfunction distance(to: string) { return to.length; }",
    );
    const code = '"🦆🦆"; distance("x")';
    const reply = await ask("inspect", code, [...code].indexOf("d") + 3);
    expect(reply.found).toBe(true);
    expect(reply.data["text/plain"]).toContain("(to: string) => number");
    expect(reply.data["text/plain"]).toContain("How far it is, in km.");
  });

  test("inspect finds nothing where nothing stands", async () => {
    expect(await ask("inspect", "   ", 1)).toMatchObject({ status: "ok", found: false });
  });
});
