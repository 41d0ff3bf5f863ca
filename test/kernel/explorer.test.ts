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
function toldTo({ published }: Pick<Answered, "published">) {
  const states = published
    .filter(({ type }) => type === "comm_msg")
    .map(({ content }) => Object(Object(content.data).state));
  const last = (name: string) =>
    states.flatMap(({ [name]: value }) => (value === undefined ? [] : [value])).at(-1);
  return {
    plan: last("plan"),
    problems: last("answer")?.problems,
    tasks: last("tasks"),
    run: last("run")?.state,
    marks: last("mark"),
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
    expect(toldTo(await talk.execute("const other = 1;"))).toEqual({});
  });
});

describe("the form of explore", () => {
  const model = `const model = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("forest"), trees: z.int().min(1).default(100) }),
  z.object({ kind: z.literal("knn"), k: z.int().min(1).default(5) }),
]);
class Train extends Task.with({ model, note: z.string().optional() }) {
  output() { return json<object>(this); }
  async run() { await this.output().write(this.model); }
}`;
  let panel: string;

  /** What the panel is told after a page has asked. */
  const asked = async (given: object) => {
    const content = { comm_id: panel, data: { method: "custom", content: { ask: "plan", given } } };
    const id = await talk.client.request(talk.client.shell, "comm_msg", content);
    return toldTo({ published: await talk.publishedUnder(id) });
  };
  beforeAll(async () => {
    await talk.execute(model);
    const shown = await talk.execute(
      'explore(new Train({ model: { kind: "forest" }, note: "first" }))',
    );
    panel = String(shown.published.find(({ type }) => type === "comm_open")?.content.comm_id);
  });

  test("says what the chosen kind would run, with what is left out left out", async () => {
    expect(await asked({ model: { kind: "knn", k: 7 } })).toMatchObject({
      plan: "Would run 1 task: Train(model={kind:knn,k:7}). No earlier run says how long.",
      problems: [],
    });
  });

  test("tells a wrong value at its field", async () => {
    expect(await asked({ model: { kind: "knn", k: 0 }, note: 3 })).toMatchObject({
      plan: expect.stringMatching(
        /^Cannot run: `Train`: parameter `model.k` is 0: .*; .*`note` is 3/,
      ),
      problems: [
        { path: ["model", "k"], text: "is 0: expected number to be >=1" },
        { path: ["note"], text: "is 3: expected string" },
      ],
    });
  });
});

describe("a run of a panel", () => {
  const endless = (name: string) => `class ${name} extends Task {
  output() { return json(this); }
  async run() {
    await new Promise((_, reject) => this.signal.addEventListener("abort", () => reject(this.signal.reason)));
  }
}`;
  /** Opens a panel for a task that never ends. Returns how it is asked. */
  const open = async (name: string) => {
    await talk.execute(endless(name));
    const shown = await talk.execute(`explore(new ${name}())`);
    const panel = shown.published.find(({ type }) => type === "comm_open")?.content.comm_id;
    return (content: object) =>
      talk.client.request(talk.client.shell, "comm_msg", {
        comm_id: panel,
        data: { method: "custom", content },
      });
  };
  const toldRunning = async () => {
    for (;;) {
      const told = toldTo({ published: [await talk.next("comm_msg")] });
      if (String(told.marks).includes("running")) return told;
    }
  };

  test("is one at a time, says that its task runs, and ends by Stop", async () => {
    const ask = await open("Endless");
    const first = await ask({ ask: "run", given: {} });
    const second = await ask({ ask: "run", given: {} });
    expect(toldTo({ published: await talk.publishedUnder(second) }).plan).toBe(
      "A run of this panel goes on. Stop it, or wait for its end.",
    );
    expect((await toldRunning()).tasks).toEqual([{ id: "Endless", state: "running" }]);
    await ask({ ask: "stop" });
    expect(toldTo({ published: await talk.publishedUnder(first) })).toMatchObject({
      plan: expect.stringMatching(/^Stopped: ran 0, and 1 did not run/),
      tasks: [{ id: "Endless", state: "stale" }],
      marks: expect.stringContaining("stale"),
    });
  });

  test("that waits for another one does not begin after an interrupt", async () => {
    const [askFirst, askNext] = [await open("Held"), await open("Queued")];
    const first = await askFirst({ ask: "run", given: {} });
    await toldRunning();
    const next = await askNext({ ask: "run", given: {} });
    // The interrupt goes another way, and would come first.
    while (toldTo({ published: [await talk.next("comm_msg")] }).run !== "waiting");
    await talk.ask("interrupt_request", {}, "control");
    expect(toldTo({ published: await talk.publishedUnder(first) }).plan).toMatch(/^Stopped/);
    expect(toldTo({ published: await talk.publishedUnder(next) }).plan).toBe(
      "Did not begin: the kernel was interrupted first.",
    );
    const again = await askNext({ ask: "run", given: {} });
    await toldRunning();
    await askNext({ ask: "stop" });
    expect(toldTo({ published: await talk.publishedUnder(again) }).plan).toMatch(/^Stopped/);
  });
});
