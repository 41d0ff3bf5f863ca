import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClientMessage } from "../../src/kernel/wire/client-message.ts";
import { lastPicture, openKernel, outline, type TestKernel } from "./kernel-rig.ts";

const pipeline = `
class Fold extends Task.with({ fold: z.int() }) {
  output() { return json<number>(this); }
  async run() { await this.output().write(this.fold); }
}
class Score extends Task.with({
  model: z.object({ k: z.int().min(1).default(5), shape: z.enum(["flat", "steep"]).default("flat") }),
}) {
  requires() { return [0, 1, 2].map((fold) => new Fold({ fold })); }
  output() { return json<{ accuracy: number }>(this); }
  async run() {
    if (this.model.k === 13) throw new RangeError("thirteen is unlucky");
    const steps = this.model.shape === "flat" ? 100 : 10;
    await this.output().write({ accuracy: 1 - Math.abs(this.model.k - 7) / steps });
  }
}`;

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await openKernel({
    "lab.ts": `import { json, sweep, Task, z } from "cauce";
export class Square extends Task.with({ x: z.int() }) {
  override output() { return json<{ y: number }>(this); }
  override async run() { await this.output().write({ y: this.x ** 2 }); }
}
export async function lowest() {
  return (await sweep(Square, { x: [-2, 1, 3] }, { metric: "y", goal: "min" })).best?.params.x;
}
`,
  });
  await kernel.run('import { Task, json, sweep, range, z } from "cauce";');
  await kernel.run(pipeline, "pipeline");
});
afterAll(() => kernel[Symbol.asyncDispose]());

async function displays(code: string): Promise<ClientMessage[]> {
  const { messages, reply } = await kernel.client.execute(code);
  expect(reply.content.status, messages.map(outline).join("\n")).toBe("ok");
  return messages.filter(({ type }) => type !== "execute_input");
}

describe("a sweep in a cell", () => {
  const grid = `{ "model.k": range(1, 15), "model.shape": ["flat", "steep"] }`;

  test("draws one DAG that turns, then a table sorted by the metric, and a plot", async () => {
    const messages =
      await displays(`const found = await sweep(Score, ${grid}, { metric: "accuracy" });
found`);
    expect(messages.filter(({ type }) => type === "display_data")).toHaveLength(1);
    const drawn = outline(lastPicture(messages));
    expect(drawn).toMatch(/ran 29 · fresh 0 · failed 2/);
    expect(drawn).toContain("Score ×28");
    const result = messages.at(-1) as ClientMessage;
    expect(result.type).toBe("execute_result");
    const text = outline(result);
    expect(text).toContain("Score: 28 combinations · 2 failed · best accuracy 1 at model.k 7");
    expect(text).toMatch(/✗ model\.k 13 · model\.shape flat: .*thirteen is unlucky/);
    expect(text).toContain("accuracy over model.k by model.shape (scatter");
    const { data } = result.content as { data: Record<string, string> };
    expect(data["text/html"]).toContain('<img src="data:image/svg+xml;base64,');
  });

  test("has the best one as a value, with its task and its parameters", async () => {
    const [shown] = await displays(
      `JSON.stringify([found.best?.params, found.best?.metric, await found.best?.task.output().read(), found.failed.length, found.records[0]])`,
    );
    expect(outline(shown as ClientMessage)).toContain(
      '[{"model.k":7,"model.shape":"flat"},1,{"accuracy":1},2,{"model.k":7,"model.shape":"flat","accuracy":1}]',
    );
  });

  test("runs only what is new when it is made wider", async () => {
    const [shown] = await displays(
      `const wider = await sweep(Score, { "model.k": range(1, 13) }, { metric: async (output) => -(await output.read()).accuracy, goal: "min" });
wider.report.ran.length + " " + JSON.stringify(wider.best?.params)`,
    ).then((messages) => messages.slice(-1));
    expect(outline(shown as ClientMessage)).toContain('0 {"model.k":7}');
    const more = await displays(
      `(await sweep(Score, { "model.k": [7, 20, 21] }, { metric: "accuracy" })).report.ran.toSorted().join(" ")`,
    );
    expect(outline(more.at(-1) as ClientMessage)).toContain(
      "Score(model={k:20,shape:flat}) Score(model={k:21,shape:flat})",
    );
  });

  test("of a few combinations tells each of them in its picture's text", async () => {
    const messages = await displays(`await sweep(Score, { "model.k": [1, 2] })`);
    expect(outline(lastPicture(messages))).toMatch(/Score[\s\S]*k 1[\s\S]*Score[\s\S]*k 2/);
  });

  test("names a metric that no output has, and counts nothing", async () => {
    const messages = await displays(`await sweep(Score, { "model.k": [1] }, { metric: "f1" })`);
    expect(outline(messages.at(-1) as ClientMessage)).toMatch(
      /has no field `f1` in its outputs: .* has `accuracy`/,
    );
  });

  test.each([
    ["acuracy", "Did you mean `accuracy`?"],
    ["recall", "Did you mean `test.recall`?"],
    ["f1", "Name another field"],
  ])("says of the metric %s: %s", async (metric, expected) => {
    await kernel.run(
      `class Judged extends Task.with({ k: z.int() }) {
  output() { return json<{ accuracy: number; test: { recall: number } }>(this); }
  async run() { await this.output().write({ accuracy: 1, test: { recall: 1 } }); }
}`,
      "judged",
    );
    const messages = await displays(
      `await sweep(Judged, { k: [1] }, { metric: "${metric}" as string })`,
    );
    expect(outline(messages.at(-1) as ClientMessage)).toContain(expected);
  });

  test("refuses a field as metric before anything runs where no output is in JSON", async () => {
    await kernel.run(
      `import { text } from "cauce";
class Plain extends Task.with({ k: z.int() }) {
  output() { return text(this); }
  async run() { await this.output().write("1"); }
}`,
      "plain",
    );
    const [told] = await kernel.run('await sweep(Plain, { k: [1] }, { metric: "f1" })');
    expect(told).toMatch(
      /error CauceError: `metric` is `"f1"`, .* but `Plain` has no such output\./,
    );
    const [left] = await kernel.run("await new Plain({ k: 1 }).complete()");
    expect(left).toContain("false");
  });

  test("refuses a wrong path where it is written, and where no compiler sees it", async () => {
    const { reply } = await kernel.client.execute(`await sweep(Score, { "model.q": [1] })`);
    const told = (reply.content.traceback as string[]).join("\n");
    expect(told).toMatch(/'"model\.q"' does not exist/);
    expect(told).toContain('There are "model.k", "model", "model.shape".');
    const unchecked = await kernel.run(`await sweep(Score, { "model.q": [1] } as any)`);
    expect(unchecked[0]).toMatch(
      /error CauceError: `model\.q` is no parameter of `Score`\. There are `model\.k`, `model\.shape`\. /,
    );
    const elsewhere = await kernel.run(`await sweep(Score, { "modl.q": [1] } as any)`);
    expect(elsewhere[0]).toMatch(/`modl\.q` is no parameter of `Score`\. There are `model`\. /);
    const value = await kernel.run(`await sweep(Score, { "model.k": [1, 0] })`);
    expect(value[0]).toMatch(/error CauceError: `Score`: parameter `model\.k` is 0/);
  });

  test("works from a module of the project", async () => {
    await kernel.run('import { lowest, Square } from "./lab.ts";');
    const messages = await displays("await lowest()");
    expect(outline(messages.at(-1) as ClientMessage)).toContain("1");
  });
});
