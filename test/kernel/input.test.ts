import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";
import type { Reply } from "./wire-client.ts";

let talk: Conversation;
beforeAll(async () => {
  talk = await Conversation.open();
});
afterAll(() => talk[Symbol.asyncDispose]());

/** Runs a cell as a person at a page does, who gives these answers; tells what was asked and shown. */
async function dialogue(
  code: string,
  ...answers: string[]
): Promise<{ asked: Reply["content"][]; lines: readonly string[] }> {
  const { client } = talk;
  const id = await client.request(client.shell, "execute_request", { code, allow_stdin: true });
  const asked: Reply["content"][] = [];
  for (const value of answers) {
    const { type, parent, content } = await client.receive(client.stdin);
    expect([type, parent]).toEqual(["input_request", id]);
    asked.push(content);
    await client.request(client.stdin, "input_reply", { status: "ok", value });
  }
  return { asked, lines: (await talk.answerTo(id)).lines };
}

describe("prompt", () => {
  test("asks on stdin and resolves with what was typed", async () => {
    const { asked, lines } = await dialogue('await prompt("Your name?")', "Ada");
    expect(asked).toEqual([{ prompt: "Your name? ", password: false }]);
    expect(lines).toEqual(["execute_result 'Ada'"]);
  });

  test("shows its default, and an empty answer gives it", async () => {
    const { asked, lines } = await dialogue('await prompt("Rows:", "10")', "");
    expect(asked).toEqual([{ prompt: "Rows: [10] ", password: false }]);
    expect(lines).toEqual(["execute_result '10'"]);
  });

  test("asks for a password without showing a default", async () => {
    const code = 'await prompt("Key:", "", { password: true })';
    const { asked, lines } = await dialogue(code, "s3");
    expect(asked).toEqual([{ prompt: "Key: ", password: true }]);
    expect(lines).toEqual(["execute_result 's3'"]);
  });

  test("asks two questions at once one after the other", async () => {
    const code = 'await Promise.all([prompt("one"), prompt("two")])';
    const { asked, lines } = await dialogue(code, "1", "2");
    expect(asked.map(({ prompt }) => prompt)).toEqual(["one ", "two "]);
    expect(lines).toEqual(["execute_result [ '1', '2' ]"]);
  });

  test("has a type: a number is no message, and its answer is awaited", async () => {
    expect((await talk.execute("await prompt(5)")).lines[0]).toContain("error TypeScriptError");
    expect((await talk.execute("prompt().trim()")).lines[0]).toContain("error TypeScriptError");
  });

  test("of a client that cannot answer is an error that says so", async () => {
    const { lines, reply } = await talk.execute('await prompt("Name?")', { allow_stdin: false });
    expect(lines[0]).toContain("`Name?` was asked, and the program that runs this notebook cannot");
    expect(reply.content.status).toBe("error");
  });

  test("that nobody awaited ends with its cell", async () => {
    const code = 'const open = prompt("Still there?"); open.catch(() => {}); 0';
    const { client } = talk;
    const id = await client.request(client.shell, "execute_request", { code, allow_stdin: true });
    await client.receive(client.stdin);
    expect((await talk.answerTo(id)).reply.content.status).toBe("ok");
    expect((await talk.execute("await open")).lines[0]).toContain("not answered before its cell");
    expect((await dialogue('await prompt("Next?")', "yes")).lines).toEqual([
      "execute_result 'yes'",
    ]);
  });

  test("is ended by an interrupt, and the next question is answered", async () => {
    const { client } = talk;
    const content = { code: 'await prompt("Wait")', allow_stdin: true };
    const id = await client.request(client.shell, "execute_request", content);
    await client.receive(client.stdin);
    await talk.ask("interrupt_request", {}, "control");
    expect((await talk.answerTo(id)).lines).toEqual([
      "error KeyboardInterrupt: the cell was interrupted",
    ]);
    expect((await dialogue('await prompt("Again?")', "ok")).lines).toEqual(["execute_result 'ok'"]);
  });

  test("is not answered by what was meant for another question or another cell", async () => {
    const { client } = talk;
    const ask = async (code: string) => {
      const content = { code, allow_stdin: true };
      const id = await client.request(client.shell, "execute_request", content);
      return { id, asked: await client.receive(client.stdin) };
    };
    const answer = (value: string, parent: string) => {
      const content = { status: "ok", value };
      const id = `answer ${value}`;
      return client.stdin.send(
        client.frames("input_reply", content, id, {}, { msg_id: parent, msg_type: "any" }),
      );
    };
    const early = await ask('await prompt("First?")');
    await talk.ask("interrupt_request", {}, "control");
    await talk.answerTo(early.id);
    const late = await ask('await prompt("Second?")');
    await answer("late", early.asked.id);
    await answer("other cell", early.id);
    await answer("right", late.asked.id);
    expect((await talk.answerTo(late.id)).lines).toEqual(["execute_result 'right'"]);
  });

  test("may be the name of a cell's own", async () => {
    const { lines } = await talk.execute("{ const prompt = (n: number) => n + 1; prompt(2) }");
    expect(lines).toEqual([]);
  });
});

describe("confirm", () => {
  test.each([
    ["y", true],
    ["YES", true],
    ["n", false],
    ["", false],
  ])("of %j is %s", async (answer, expected) => {
    const { asked, lines } = await dialogue('await confirm("Go on?")', answer);
    expect(asked).toEqual([{ prompt: "Go on? [y/N] ", password: false }]);
    expect(lines).toEqual([`execute_result ${expected}`]);
  });
});
