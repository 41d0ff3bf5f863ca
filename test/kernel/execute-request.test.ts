import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";

let talk: Conversation;
beforeAll(async () => {
  talk = await Conversation.open();
});
afterAll(() => talk[Symbol.asyncDispose]());

describe("user_expressions", () => {
  const evaluate = async (code: string, expressions: Record<string, string>) => {
    const { reply } = await talk.execute(code, { user_expressions: expressions });
    return reply.content;
  };

  test("are evaluated after the cell, each with its own data", async () => {
    const { status, user_expressions } = await evaluate("const six = 6;", {
      sum: "six + 1",
      text: "String(six)",
      awaited: "await Promise.resolve(six)",
    });
    expect(status).toBe("ok");
    expect(user_expressions).toEqual({
      sum: { status: "ok", data: { "text/plain": "7" }, metadata: {} },
      text: { status: "ok", data: { "text/plain": "'6'" }, metadata: {} },
      awaited: { status: "ok", data: { "text/plain": "6" }, metadata: {} },
    });
  });

  test("that fail say so, one by one, and the cell is still ok", async () => {
    const { status, user_expressions } = await evaluate("const kept = 1;", {
      missing: "noSuchName",
      broken: "1 +",
      statement: "const kept = 2",
      fine: "kept",
    });
    expect(status).toBe("ok");
    expect(user_expressions).toMatchObject({
      missing: { status: "error", ename: "ReferenceError" },
      broken: { status: "error", ename: "SyntaxError" },
      statement: { status: "error", ename: "SyntaxError" },
      fine: { status: "ok", data: { "text/plain": "1" } },
    });
  });

  test("show a table as a table, and `undefined` in words", async () => {
    const { user_expressions } = await evaluate("", { rows: "[{ a: 1 }]", none: "undefined" });
    expect(user_expressions).toMatchObject({
      rows: { data: { "text/html": expect.stringContaining("<table") } },
      none: { data: { "text/plain": "undefined" } },
    });
  });

  test("are left out where the cell fails", async () => {
    const content = await evaluate('throw new Error("no")', { sum: "1 + 1" });
    expect(content.status).toBe("error");
    expect(content).not.toHaveProperty("user_expressions");
  });
});

describe("a silent cell", () => {
  test("publishes nothing but its status, whatever it writes", async () => {
    const code = 'console.log("heard by nobody"); throw new Error("nor this")';
    const { published, reply } = await talk.execute(code, { silent: true });
    expect(published.map(({ type }) => type)).toEqual(["status", "status"]);
    expect(reply.content).toMatchObject({ status: "error", evalue: "nor this" });
  });

  test("declares for later cells", async () => {
    await talk.execute("const fromSilence = 5;", { silent: true });
    expect((await talk.execute("fromSilence + 1")).lines).toEqual(["execute_result 6"]);
  });

  test("leaves the names of other cells' lines alone", async () => {
    const { reply } = await talk.execute('function fail() {\n\n  throw new Error("late");\n}');
    await talk.execute("const a = 1;\nconst b = 2;", { silent: true });
    await talk.execute("const c = 1;", { store_history: false });
    const { lines } = await talk.execute("fail()", { store_history: false });
    expect(lines).toEqual([`error Error: late | Cell ${reply.content.execution_count}, line 3`]);
  });
});

test("pictures follow a silent edit when the next cell has run", async () => {
  const cell = async (code: string, cellId: string, more = {}) => {
    const { shell } = talk.client;
    const id = await talk.client.request(shell, "execute_request", { code, ...more }, { cellId });
    return talk.answerTo(id);
  };
  await cell('import { dag, json, run, Task } from "cauce"; const two = 2;', "names");
  await cell(
    `class Twice extends Task {
      output() { return json<number>(this); }
      async run() { await this.output().write(two); }
    }
    await run(new Twice());`,
    "task",
  );
  await cell("dag(new Twice())", "drawn");
  const edited = await cell(
    'import { dag, json, run, Task } from "cauce"; const two = 1 + 1;',
    "names",
    { silent: true },
  );
  expect(edited.lines).toEqual([]);
  const { published } = await cell("1", "next");
  const update = published.find(({ type }) => type === "update_display_data");
  expect(JSON.stringify(update?.content)).toContain("stale");
});

describe("a cell with store_history off", () => {
  test("shows its result, and is neither counted nor remembered", async () => {
    const before = await talk.execute("1");
    const { lines, reply } = await talk.execute("20 + 1", { store_history: false });
    expect(lines).toEqual(["execute_result 21"]);
    expect(reply.content.execution_count).toBe(before.reply.content.execution_count);
    const history = await talk.ask("history_request", { hist_access_type: "tail", n: 1 });
    expect(history.reply.content.history).toEqual([[1, before.reply.content.execution_count, "1"]]);
  });

  test("is named in its errors as one that is not counted", async () => {
    const { published } = await talk.execute('\nthrow new Error("here")', { store_history: false });
    const error = published.find(({ type }) => type === "error");
    expect(String(error?.content.traceback)).toMatch(/Uncounted cell \d+, line 2/);
  });
});
