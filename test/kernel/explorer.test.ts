import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answered, Conversation } from "./conversation.ts";

const scale = (factor: number) => `const scale = (n: number) => n * ${factor};`;
const count = `class Count extends Task.with({ k: z.int().default(1) }) {
  output() { return json<number>(this); }
  async run() { await this.output().write(scale(this.k)); }
}`;

let talk: Conversation;
beforeAll(async () => {
  talk = await Conversation.open();
  await talk.execute('import { Task, json, run, explore, z } from "cauce";');
  await talk.execute(scale(2));
  await talk.execute(count);
});
afterAll(() => talk[Symbol.asyncDispose]());

/** What the messages of a cell tell the panel of its tasks and of the one that it shows. */
function toldTo({ published }: Answered) {
  const states = published
    .filter(({ type }) => type === "comm_msg")
    .map(({ content }) => Object(Object(content.data).state));
  return {
    tasks: states.flatMap(({ tasks }) => (tasks === undefined ? [] : [tasks])).at(-1),
    marks: states.flatMap(({ detail }) => (detail === undefined ? [] : [detail.mark])).at(-1),
  };
}

describe("the panel of explore follows as the picture above it does", () => {
  test("a run in another cell", async () => {
    await talk.execute("explore(new Count())");
    const { tasks, marks } = toldTo(await talk.execute("await run(new Count());"));
    expect(tasks).toEqual([{ id: "Count", state: "fresh" }]);
    expect(marks).toContain("fresh");
  });

  test("the edit of a helper, and its undoing", async () => {
    const edited = toldTo(await talk.execute(scale(3)));
    expect(edited.tasks).toEqual([{ id: "Count", state: "stale" }]);
    expect(edited.marks).toContain("stale");
    expect(toldTo(await talk.execute(scale(2))).tasks).toEqual([{ id: "Count", state: "fresh" }]);
  });

  test("and hears nothing of a cell that touches no task", async () => {
    expect(toldTo(await talk.execute("const other = 1;"))).toEqual({
      tasks: undefined,
      marks: undefined,
    });
  });
});
