import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SharedAnswers, shareLook } from "../../../src/pipeline/share-look.ts";
import { TemporaryProject } from "./temporary-project.ts";

test("what was asked once is not asked again while a look is shared, and anew in the next one", async () => {
  const answers = new SharedAnswers<number>();
  let asked = 0;
  const ask = () => answers.ask("how often", () => ++asked);
  expect([ask(), ask()]).toEqual([1, 2]);
  await shareLook(async () => {
    expect([ask(), ask()]).toEqual([3, 3]);
    await shareLook(async () => expect(ask()).toBe(3));
  });
  expect(await shareLook(async () => ask())).toBe(4);
});

test("an answer that is undefined is an answer", async () => {
  const answers = new SharedAnswers<undefined>();
  let asked = 0;
  const ask = () =>
    answers.ask("nothing", () => {
      asked++;
      return undefined;
    });
  await shareLook(async () => [ask(), ask()]);
  expect(asked).toBe(1);
});

describe("Plans to be looked at", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = new TemporaryProject();
  });
  afterEach(() => project.close());

  const cells = [
    'import { Task, text, z } from "cauce";',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: code of a cell
    'class Note extends Task.with({ at: z.int().default(1) }) { output() { return text(`note-${this.at}.txt`); } run() { return this.output().write("note"); } }',
  ];
  const reference = (at: number) => ({ family: "Note", given: { at } });
  const stateOf = async (engine: ReturnType<TemporaryProject["engine"]>) => {
    const { plan, root } = await engine.view(reference(1));
    return [...plan.tasks()].find(({ task }) => task.id === root)?.decision.state;
  };

  test("are one for one task in one look, whoever asks", async () => {
    const engine = project.engine(cells);
    await shareLook(async () => {
      expect(await engine.view(reference(1))).toBe(await engine.view(reference(1)));
      expect(await engine.view(reference(2))).not.toBe(await engine.view(reference(1)));
    });
    expect(await engine.view(reference(1))).not.toBe(await engine.view(reference(1)));
  });

  test("see in the next look what has happened since", async () => {
    const engine = project.engine(cells);
    expect(await shareLook(() => stateOf(engine))).toBe("stale");
    await engine.run(reference(1));
    expect(await shareLook(() => stateOf(engine))).toBe("fresh");
    project.write("note-1.txt", "another note");
    expect(await shareLook(() => stateOf(engine))).toBe("stale");
  });
});
