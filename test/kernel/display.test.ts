import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";

let talk: Conversation;
beforeAll(async () => {
  talk = await Conversation.open();
  await talk.execute('import { clearOutput, display } from "cauce";');
});
afterAll(() => talk[Symbol.asyncDispose]());

const show = async (code: string) => (await talk.execute(code)).lines;

describe("display", () => {
  test("shows a value at once, as a last value is shown, and the cell goes on", async () => {
    const { published } = await talk.execute(
      'await display([{ a: 1 }]);\nconsole.log("after");\n"end"',
    );
    const outputs = published.filter(({ type }) => !["status", "execute_input"].includes(type));
    expect(outputs.map(({ type }) => type)).toEqual(["display_data", "stream", "execute_result"]);
    const table = { "text/html": expect.stringContaining("<table") };
    expect(outputs[0]?.content.data).toMatchObject(table);
  });

  test("keeps the order of calls that nobody awaits, before the cell ends", async () => {
    expect(await show("display(1); display(2); for (const x of [3, 4]) display(x);\n5")).toEqual([
      "display_data 1",
      "display_data 2",
      "display_data 3",
      "display_data 4",
      "execute_result 5",
    ]);
  });

  test("as a last value is shown once", async () => {
    expect(await show('display("x")')).toEqual(["display_data 'x'"]);
  });

  test("shows HTML, Markdown and any MIME bundle as they are", async () => {
    const { published } = await talk.execute(
      'display.html("<b>x</b>"); display.markdown("**x**"); display.mime({ "text/latex": "$x$" });',
    );
    const data = published.filter(({ type }) => type === "display_data");
    expect(data.map(({ content }) => content.data)).toEqual([
      { "text/html": "<b>x</b>", "text/plain": "<b>x</b>" },
      { "text/markdown": "**x**", "text/plain": "**x**" },
      { "text/latex": "$x$" },
    ]);
  });

  test("is updated in its place", async () => {
    const { published } = await talk.execute(
      'const shown = await display("first");\nawait shown.update("second");',
    );
    const shown = published.filter(({ type }) => type.endsWith("display_data"));
    expect(shown.map(({ type }) => type)).toEqual(["display_data", "update_display_data"]);
    const ids = shown.map(({ content }) => Object(content.transient).display_id);
    expect(ids[0]).toMatch(/\S/);
    expect(ids[1]).toBe(ids[0]);
  });

  test("of an error's cell comes before the error", async () => {
    const lines = await show('display("seen"); throw new Error("then");');
    expect(lines[0]).toBe("display_data 'seen'");
    expect(lines[1]).toContain("error Error: then");
  });

  test("shows what is undefined, too", async () => {
    expect(await show("display(undefined);")).toEqual(["display_data undefined"]);
  });
});

describe("clearOutput", () => {
  test("comes between what stood before it and what comes after, and may wait", async () => {
    const code = 'console.log("a"); clearOutput(); console.log("b"); clearOutput({ wait: true });';
    expect(await show(code)).toEqual([
      'stdout "a\\n"',
      'clear_output {"wait":false}',
      'stdout "b\\n"',
      'clear_output {"wait":true}',
    ]);
  });
});
