import { expect, test } from "vitest";
import { Conversation } from "./conversation.ts";

test("100,000 lines of one cell arrive in order, with idle after them", {
  timeout: 60_000,
}, async () => {
  await using talk = await Conversation.open();
  const count = 100_000;
  const { published, reply } = await talk.execute(
    `for (let i = 0; i < ${count}; i++) console.log(i)`,
  );
  expect(reply.content.status).toBe("ok");
  const text = published.map(({ content }) => content.text ?? "").join("");
  expect(text).toBe(Array.from({ length: count }, (_, index) => `${index}\n`).join(""));
  expect(published.at(-1)?.content).toEqual({ execution_state: "idle" });
});

test("100,000 lines of a cell that awaits between them arrive in order, too", {
  timeout: 60_000,
}, async () => {
  await using talk = await Conversation.open();
  const code = `for (let i = 0; i < 100_000; i++) {
    console.log(i);
    if (i % 100 === 0) await new Promise((next) => setImmediate(next));
  }`;
  const { published } = await talk.execute(code);
  const text = published.map(({ content }) => content.text ?? "").join("");
  expect(text.split("\n").slice(0, -1).map(Number)).toEqual([...Array(100_000).keys()]);
});

test("200 cells that are sent at once are all answered, in their order", {
  timeout: 60_000,
}, async () => {
  await using talk = await Conversation.open();
  const { client } = talk;
  client.shell.receiveTimeout = 30_000;
  const ids: string[] = [];
  for (let index = 0; index < 200; index += 1)
    ids.push(
      await client.request(client.shell, "execute_request", { code: `console.log(${index})` }),
    );
  for (const [index, id] of ids.entries()) {
    const { lines, reply } = await talk.answerTo(id);
    expect(lines).toEqual([`stdout "${index}\\n"`]);
    expect(reply.content).toMatchObject({ status: "ok", execution_count: index + 1 });
  }
});
