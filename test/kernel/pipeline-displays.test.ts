import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClientMessage } from "../../src/kernel/wire/client-message.ts";
import { displayId, lastPicture, openKernel, outline, type TestKernel } from "./kernel-rig.ts";

const pipeline = `
class Words extends ExternalTask { output() { return text("data/words.txt"); } }
class Count extends Task.with({ factor: z.int().default(1) }) {
  requires() { return new Words(); }
  output() { return json<number>(this); }
  async run() {
    const words = await this.input().read();
    await this.output().write(words.split(" ").length * this.factor);
  }
}
class Counts extends WrapperTask {
  requires() { return [1, 2].map((factor) => new Count({ factor })); }
}`;

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await openKernel({ "data/words.txt": "one two three" });
  await kernel.run(
    'import { Task, ExternalTask, WrapperTask, text, json, run, dag, why, z } from "cauce";',
  );
});
afterAll(() => kernel[Symbol.asyncDispose]());

async function displays(code: string, cellId?: string): Promise<ClientMessage[]> {
  const options = cellId === undefined ? {} : { cellId };
  const { messages, reply } = await kernel.client.execute(code, options);
  expect(reply.content.status).toBe("ok");
  return messages.filter(({ type }) => type !== "execute_input");
}

const mimeTypes = ({ content }: ClientMessage) => Object.keys(Object(content.data)).sort();

describe("the kernel shows a pipeline", () => {
  let drawn: unknown;

  test("under the cell that defines tasks: what it defined", async () => {
    const [shown, ...others] = await displays(pipeline, "pipeline");
    expect(others).toEqual([]);
    expect(shown?.type).toBe("display_data");
    for (const family of ["Words", "Count", "Counts"])
      expect(outline(shown as ClientMessage)).toContain(family);
  });

  test("with a word on a task that leaves nothing, and on an output that was written by hand", async () => {
    const [shown] = await displays("class Says extends Task { run() { console.log(1); } }");
    expect(outline(shown as ClientMessage)).toContain("→ nothing: without `output()`");
    await displays(
      'class Hand extends Task { output() { return text(this); } run() { return this.output().write("x"); } }',
    );
    const byHand = await displays("await new Hand().run(); await why(new Hand())");
    expect(byHand.map(outline).join("\n")).toContain(
      "never run: outputs/Hand/output.txt is there, but no run on record wrote it",
    );
  });

  test("as a DAG in HTML and in text, with a display id", async () => {
    const [shown, ...others] = await displays("dag(new Counts())");
    expect(others).toEqual([]);
    expect(shown?.type).toBe("display_data");
    expect(mimeTypes(shown as ClientMessage)).toEqual(["text/html", "text/plain"]);
    expect(outline(shown as ClientMessage)).toMatch(/Counts[\s\S]*Count[\s\S]*Words/);
    drawn = displayId(shown as ClientMessage);
    expect(drawn).toEqual(expect.any(String));
  });

  test("as a run that turns in place and ends with its summary; drawn DAGs follow", async () => {
    const messages = await displays("await run(new Counts())");
    const [first, ...updates] = messages;
    expect(first?.type).toBe("display_data");
    expect(new Set(updates.map(({ type }) => type))).toEqual(new Set(["update_display_data"]));
    expect(outline(lastPicture(messages))).toContain("ran 3 · fresh 1 · failed 0");
    const earlier = updates.filter((message) => displayId(message) === drawn);
    expect(outline(earlier.at(-1) as ClientMessage)).toContain("fresh");
  });

  test("as fresh when it is run again", async () => {
    const messages = await displays("await run(new Counts())");
    expect(outline(messages.at(-1) as ClientMessage)).toContain("ran 0 · fresh 4");
  });

  test("as it is by then, soon after a cell that has changed a file", async () => {
    const pictureAfter = async (words: string, state: string) => {
      const shows = (message: ClientMessage) =>
        displayId(message) === drawn && outline(message).includes(state);
      const late = new Promise<ClientMessage>((resolve) =>
        kernel.client.onLate((message) => {
          if (shows(message)) resolve(message);
        }),
      );
      const messages = await displays(`await text("data/words.txt").write("${words}")`);
      return outline(messages.find(shows) ?? (await late));
    };
    expect(await pictureAfter("one two", "stale")).toContain("Words");
    expect(await pictureAfter("one two three", "fresh")).not.toContain("stale");
  });

  test("as stale in the DAG drawn before, when a cell that it reaches is edited", async () => {
    const edited = pipeline.replace(".length * this.factor", ".length * this.factor + 1");
    const messages = await displays(edited, "pipeline");
    const update = messages.find((message) => displayId(message) === drawn);
    expect(update?.type).toBe("update_display_data");
    expect(outline(update as ClientMessage)).toContain("stale");
  });

  test("with the reasons why it would run, in words", async () => {
    const [shown] = await displays("why(new Counts())");
    expect(shown?.type).toBe("execute_result");
    expect(mimeTypes(shown as ClientMessage)).toEqual(["text/html", "text/plain"]);
    expect(outline(shown as ClientMessage)).toContain("code changed: `Count`");
  });

  test("with what a change of a file would touch, in words", async () => {
    await kernel.run('import { impact } from "cauce";');
    const [shown] = await displays('await impact("data/words.txt")');
    expect(shown?.type).toBe("execute_result");
    expect(mimeTypes(shown as ClientMessage)).toEqual(["text/html", "text/plain"]);
    expect(outline(shown as ClientMessage)).toContain("at most 3 recorded tasks");
  });

  test("as failed where a task fails, in a cell that is ok", async () => {
    const code = `class Broken extends Task {
      output() { return json(this); }
      async run() { throw new RangeError("too far"); }
    }
    await run(new Broken())`;
    const messages = await displays(code, "broken");
    expect(outline(lastPicture(messages))).toMatch(/failed 1[\s\S]*RangeError: too far/);
  });

  test("as a DAG that waits for nothing where a run cannot begin", async () => {
    await kernel.run(
      `class Absent extends ExternalTask { output() { return text("data/absent.txt"); } }
      class Needs extends Task {
        requires() { return new Absent(); }
        output() { return json(this); }
        async run() {}
      }`,
      "needs",
    );
    const { messages, reply } = await kernel.client.execute("await run(new Needs())");
    expect(reply.content.status).toBe("error");
    const last = outline(lastPicture(messages));
    expect(last).toMatch(/missing/);
    expect(last).toMatch(/stale/);
    expect(last).not.toMatch(/waits|waiting|running/);
  });

  test("as an error of the cell where the graph cannot be built", async () => {
    await kernel.run(
      `class Ring extends Task {
        requires(): Task { return new Ring(); }
        output() { return json(this); }
      }`,
      "ring",
    );
    const lines = await kernel.run("await run(new Ring())");
    expect(lines[0]).toMatch(/^error CauceError: .*`?Ring/);
  });
});
