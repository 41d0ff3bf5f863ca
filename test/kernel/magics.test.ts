import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";
import { lastPicture } from "./kernel-rig.ts";

let talk: Conversation;
beforeAll(async () => {
  talk = await Conversation.open();
});
afterAll(() => talk[Symbol.asyncDispose]());

const show = async (code: string) => (await talk.execute(code)).lines;

/** The text that a cell printed. */
async function printed(code: string): Promise<string> {
  const { published } = await talk.execute(code);
  const streams = published.filter(({ type }) => type === "stream");
  return streams.map(({ content }) => content.text).join("");
}

describe("a magic", () => {
  test("is listed by %help with what it does", async () => {
    const help = await printed("%help");
    for (const name of [
      "%time",
      "%timeit",
      "%who",
      "%reset",
      "%cd",
      "%env",
      "%check",
      "%errors",
      "%%bash",
    ])
      expect(help).toMatch(new RegExp(`^${name}\\b.* {2}\\S`, "m"));
    expect(help).toMatch(/^%cd .*\n +in TypeScript: process\.chdir/m);
  });

  test("%who leaves no name out", async () => {
    const names = Array.from({ length: 30 }, (_, at) => `counted${at}`);
    await talk.execute(`const ${names.map((name) => `${name} = 1`).join(", ")};`);
    const shown = JSON.stringify(await show("%who"));
    for (const name of names) expect(shown).toContain(name);
  });

  test("answers to the name that IPython gives it", async () => {
    expect(await printed("%lsmagic")).toBe(await printed("%help"));
    expect(await show("%whos")).toEqual(await show("%who"));
  });

  test.each([
    [
      "%tiem 1",
      "`%tiem` is no magic of this kernel. Did you mean `%time`? `%help` lists them all.",
    ],
    ["%%bsh\nls", "`%%bsh` is no magic of this kernel. Did you mean `%%bash`?"],
    ["%matplotlib inline", "`%matplotlib` is no magic of this kernel. `%help` lists them all."],
    ["%constructor", "`%constructor` is no magic"],
    ["%pwd", "`%pwd` is no magic of this kernel. Write `process.cwd()`. `%help`"],
    [
      "%ls data",
      "`%ls` is no magic of this kernel. Write a cell of `%%bash` and, below it, `ls`. `%help`",
    ],
    [
      "%pip install danfojs",
      "`%pip` is no magic of this kernel. Packages come from npm: a cell of",
    ],
  ])("that nobody knows, %j, is an error with the nearest known", async (code, said) => {
    const [line] = await show(code);
    expect(line).toContain(said);
  });

  test("leaves the lines of errors where they are", async () => {
    expect(await show('%cd\n\nthrow new Error("third");')).toEqual([
      expect.stringContaining("stdout"),
      expect.stringMatching(/^error Error: third \| Cell \d+, line 3$/),
    ]);
    const [, error] = await show("%cd\nconst n: string = 1;");
    expect(error).toMatch(/TypeScriptError.*Cell \d+, line 2/);
  });

  test("is completed, and code beside it too", async () => {
    const complete = async (code: string, cursor = code.length) => {
      const { reply } = await talk.ask("complete_request", { code, cursor_pos: cursor });
      return reply.content;
    };
    expect(await complete("%ti")).toMatchObject({
      matches: ["%time", "%timeit"],
      cursor_start: 0,
      cursor_end: 3,
    });
    expect(Object(await complete("const a = 1;\n%")).matches).toContain("%who");
    expect(await complete("%cd data\nMath.fro")).toMatchObject({ matches: ["fround"] });
    expect(Object(await complete("7\n%Mat")).matches).toContain("Math");
    expect(await complete("const word = 1;\n%check ")).toMatchObject({
      matches: ["error", "warn", "off"],
      cursor_start: 23,
      cursor_end: 23,
    });
    expect(await complete("%check w")).toMatchObject({ matches: ["warn"], cursor_start: 7 });
    expect(await complete("%errors ")).toMatchObject({ matches: ["short", "full"] });
  });

  test.each([
    ["%who", "complete"],
    ["%time f(\nconst a = 1;", "complete"],
    ["%%bash\nfor x in 1; do", "incomplete"],
    ["%%bash\nls\n", "complete"],
    ["%cd\nconst a = [", "incomplete"],
  ])("makes a cell that is_complete understands: %j is %s", async (code, status) => {
    const { reply } = await talk.ask("is_complete_request", { code });
    expect(reply.content.status).toBe(status);
  });
});

describe("%errors", () => {
  const thrown = "const outer = () => JSON.parse('{');\nouter()";

  /** The last message of a type that a cell published, as text. */
  const lastOf = async (type: string, code: string) => {
    const { published } = await talk.execute(code);
    return JSON.stringify(published.findLast((message) => message.type === type)?.content);
  };

  const pictureOf = async (code: string) =>
    JSON.stringify(lastPicture((await talk.execute(code)).published).content);

  test("full shows every frame of the stack, those of cells by their names, until short", async () => {
    const full = await lastOf("error", `%errors full\n${thrown}`);
    expect(full).toContain('"Full stack:","    at JSON.parse (<anonymous>)","    at outer (cell ');
    expect(await lastOf("error", `%errors short\n${thrown}`)).not.toContain("JSON.parse (");
  });

  test("full shows the stack of a task that fails too", async () => {
    const task = `import { Task, run } from "cauce";
class Fails extends Task {
  run() { JSON.parse("{"); }
}
void (await run(new Fails()));`;
    expect(await pictureOf(`%errors full\n${task}`)).toMatch(
      /Full stack:\\n +at JSON\.parse \(<anonymous>\)\\n +at \S*run \(cell \d+:4\)/,
    );
    expect(await pictureOf(`%errors short\n${task}`)).not.toContain("stack:");
  });

  test("full holds for printed stacks too, of cells and of tasks", async () => {
    const failing = "function deep(): Error { return new Error('printed'); }";
    const print = "console.log(deep());\nconsole.log(deep().stack)";
    const task = `import { Task, run } from "cauce";
class Prints extends Task {
  run() { console.log(new Error("printed")); }
}
void (await run(new Prints()));`;
    await talk.execute(failing);
    const full = await printed(`%errors full\n${print}`);
    expect(full.match(/at deep \(cell \d+:1\)\n {4}at cell \d+:[23]\n {4}at .+\n/g)).toHaveLength(
      2,
    );
    const log = await pictureOf(task);
    expect(log).toMatch(/printed.+?at \S*run \(cell \d+:3\).+?at .+?:\d+/);

    const short = await printed(`%errors short\n${print}`);
    expect(short).toContain("at Cell");
    expect(short).not.toMatch(/\(|node:/);
  });

  test("of another word says which there are, and alone how it stands", async () => {
    expect((await show("%errors long"))[0]).toContain("`%errors long` is no way to show errors.");
    expect(await printed("%errors")).toBe("Errors: short\n");
  });
});

describe("%time", () => {
  test("does not count what others do in the turn behind the expression", async () => {
    const [time] = await show(
      "%time queueMicrotask(() => { const from = performance.now(); while (performance.now() - from < 1000); })",
    );
    const [, number, unit] = /^stdout "Wall time: ([\d.]+) (\S+)\\n"$/.exec(time ?? "") ?? [];
    expect(Number(number)).toBeGreaterThan(0);
    expect(unit).toMatch(/^(?:ns|µs|ms)$/);
  });

  test("tells how long an expression took, and shows its value", async () => {
    await talk.execute("const slow = () => new Promise((r) => setTimeout(() => r('done'), 60));");
    const [time, value] = await show("%time slow()");
    const [, ms] = /^stdout "Wall time: ([\d.]+) ms\\n"$/.exec(time ?? "") ?? [];
    expect(Number(ms)).toBeGreaterThanOrEqual(59);
    expect(value).toBe("display_data 'done'");
  });

  test.each([
    ["%time let a = 0", "`%time let a = 0` cannot be timed: "],
    ["%timeit throw new Error()", "`%timeit throw new Error()` cannot be timed: "],
    ["%%timeit\nlet = ;", "`%%timeit` cannot be timed: "],
    ['%time JSON.parse("{")', "SyntaxError"],
    ['%timeit JSON.parse("{")', "SyntaxError"],
  ])("shows no code of ours where it fails: %j", async (code, said) => {
    const { reply } = await talk.execute(code);
    const text = (reply.content.traceback as string[]).join("\n");
    expect(text).toContain(said);
    expect(text).not.toContain("performance");
    expect(text).not.toMatch(/void|loops/);
  });

  test("comes after the code of its cell", async () => {
    expect((await show("const six = 6;\n%time six * 2")).at(-1)).toBe("display_data 12");
  });

  test("of the whole cell leaves its value as it is", async () => {
    const [time, value] = await show("%%time\nconst seven = 7;\nseven");
    expect(time).toMatch(/^stdout "Wall time: \d/);
    expect(value).toBe("execute_result 7");
  });

  test("of nothing says what it wants", async () => {
    expect((await show("%time"))[0]).toContain("`%time` was given nothing to time");
  });
});

test("%timeit tells mean and spread", { timeout: 20_000 }, async () => {
  const text = await printed("%timeit Math.sqrt(2);");
  expect(text).toMatch(
    /^[\d.e+]+ (ns|µs|ms) ± [\d.e+-]+ (ns|µs|ms) per loop .* of 7 rounds of \d+\)\n$/,
  );
});

test("%%timeit runs the whole cell, its setup once, and keeps no name of it", async () => {
  const body = "const sum: number = big.reduce((a, b) => a + b, 0);\nvoid sum;";
  const text = await printed(
    `%%timeit const big = Array.from({ length: 99 }, (_, i) => i)\n${body}`,
  );
  expect(text).toMatch(/^[\d.e+]+ (ns|µs|ms) ± .* of 7 rounds of \d+\)\n$/);
  expect((await show("sum"))[0]).toContain("Cannot find name 'sum'");
  expect((await show("%%timeit\nthrow new Error('inside')")).at(-1)).toContain("Error: inside");
}, 20_000);

test("%%writefile writes a module that the next cell imports", async () => {
  const module = "export const half = (n: number) => n / 2;";
  expect(await printed(`%%writefile lib/half.ts\n${module}`)).toMatch(/^Wrote .*half\.ts\n$/);
  expect(readFileSync(path.join(talk.kernel.folder, "lib/half.ts"), "utf8")).toBe(`${module}\n`);
  expect(await show('import { half } from "./lib/half.ts";\nhalf(8)')).toEqual([
    "execute_result 4",
  ]);
  expect((await show("%%writefile\nx"))[0]).toContain("`%%writefile` was given no file");
  expect((await show("%%writefile lib\nx"))[0]).toContain("`lib` cannot be written");
});

describe("a name with a question mark", () => {
  test.each(["greet?", "?greet", "greet??"])(
    "as %j pages its type and documentation",
    async (code) => {
      await talk.execute("/** Says hello. */\nfunction greet(name: string) { return name; }");
      const { reply, lines } = await talk.execute(code);
      expect(lines).toEqual([]);
      expect(reply.content.payload).toEqual([
        {
          source: "page",
          start: 0,
          data: {
            "text/plain": "greet: (name: string) => string\nSays hello.",
            "text/markdown": expect.stringContaining("Says hello."),
          },
        },
      ]);
    },
  );

  test("that nobody knows is an error, and makes a complete cell", async () => {
    expect((await show("nobody?"))[0]).toContain("`nobody` is no name that is known here");
    const { reply } = await talk.ask("is_complete_request", { code: "Math.max?" });
    expect(reply.content.status).toBe("complete");
  });
});

test("%who lists names, what they hold and where, and %reset forgets them", async () => {
  await talk.execute("const rows = [1, 2, 3];\nclass Cup {}\nconst cup = new Cup();");
  const lines = (await show("%who"))[0] ?? "";
  expect(lines).toMatch(/rows\s+Array\(3\)\s+cell \d+/);
  expect(lines).toMatch(/Cup\s+class\s+cell \d+/);
  expect(lines).toMatch(/cup\s+Cup\s+cell \d+/);
  expect(await show("%reset\n1")).toEqual(["execute_result 1"]);
  expect((await show("rows"))[0]).toContain("Cannot find name 'rows'");
  expect(await show("%who")).toEqual(['stdout "No names are declared.\\n"']);
  expect(await show('const rows = "new";\nrows')).toEqual(["execute_result 'new'"]);
});

test("a line that names an interpreter is no code of its cell", async () => {
  expect(
    await printed("#!/usr/bin/env node\nconst fromScript: number = 4;\nconsole.log(fromScript);"),
  ).toBe("4\n");
});

test("%cd changes where cells read and write, spaces included", async () => {
  const { folder } = talk.kernel;
  mkdirSync(path.join(folder, "my data"));
  expect(await printed("%cd my data")).toBe(`${path.join(folder, "my data")}\n`);
  expect(await show("process.cwd().endsWith('my data')")).toEqual(["execute_result true"]);
  expect((await show("%cd nowhere"))[0]).toContain("`nowhere` is no folder");
  expect(await printed("%cd ..")).toBe(`${folder}\n`);
  expect(await printed("%cd 'my data'")).toBe(`${path.join(folder, "my data")}\n`);
  expect(await printed("%cd -")).toBe(`${folder}\n`);
});

test("%env sets and tells a variable, and lists names without values", async () => {
  await talk.execute("%env CAUCE_SAMPLE=a b");
  expect(await printed("%env CAUCE_SAMPLE")).toBe("a b\n");
  expect(await show("process.env.CAUCE_SAMPLE")).toEqual(["execute_result 'a b'"]);
  expect((await show("%env =x"))[0]).toContain("`%env =x` names no variable");
  const all = await printed("%env");
  expect(all).toMatch(/^CAUCE_SAMPLE$/m);
  expect(all).not.toContain("a b");
});

test("%check decides what a type error does", async () => {
  const wrong = "const n: string = 1;\nn";
  expect(await show(`%check off\n${wrong}`)).toEqual([
    'stdout "Type errors: off\\n"',
    "execute_result 1",
  ]);
  const [mode, warning, value] = await show(`%check warn\n${wrong}`);
  expect(mode).toContain("Type errors: warn");
  expect(warning).toMatch(/^stderr .*Type 'number' is not assignable.*line 2/);
  expect(value).toBe("execute_result 1");
  expect((await show(`%check error\n${wrong}`))[1]).toContain("error TypeScriptError");
  expect((await show("%check sometimes"))[0]).toContain("`%check sometimes` is no way to check");
});

describe("%%bash", () => {
  test("runs the cell in bash, with both streams", async () => {
    const lines = await show("%%bash\necho out | tr a-z A-Z\nsleep 0.1\necho err >&2");
    expect(lines).toEqual(['stdout "OUT\\n"', 'stderr "err\\n"']);
  });

  test("fails with its exit status", async () => {
    expect((await show("%%bash\nexit 3")).at(-1)).toContain("`%%bash` ended with exit status 3");
  });

  test("is ended by an interrupt, with what it started", async () => {
    const { client } = talk;
    const code = "%%bash\nsleep 30 | cat\necho never";
    const id = await client.request(client.shell, "execute_request", { code });
    await new Promise((resolve) => setTimeout(resolve, 400));
    const startedAt = performance.now();
    await talk.ask("interrupt_request", {}, "control");
    expect((await talk.answerTo(id)).lines).toEqual([
      "error KeyboardInterrupt: the cell was interrupted",
    ]);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
