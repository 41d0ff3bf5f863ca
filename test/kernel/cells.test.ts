import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openKernel, outline, type TestKernel } from "./kernel-rig.ts";

const files = {
  "beside.ts": "export const beside: number = 5;\nexport default class Thing {}\n",
  "settings.json": '{ "depth": 3 }\n',
  "node_modules/esm-only/package.json":
    '{"name":"esm-only","version":"1.0.0","type":"module","exports":{".":{"import":"./index.js"}}}',
  "node_modules/esm-only/index.js":
    'export const kind = "esm";\nexport default function twice(x) { return 2 * x; }\n',
  "node_modules/old-cjs/package.json": '{"name":"old-cjs","version":"1.0.0","main":"lib/main.js"}',
  "node_modules/old-cjs/lib/main.js":
    'exports.kind = "cjs";\nexports.thrice = (x) => 3 * x;\nexports.where = __filename;\n',
};

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await openKernel(files);
});
afterAll(() => kernel[Symbol.asyncDispose]());

/** What the last of several cells shows, without its reply. */
async function last(...cells: string[]): Promise<string[]> {
  let lines: string[] = [];
  for (const cell of cells) lines = await kernel.run(cell);
  return lines.slice(0, -1);
}

const result = (text: string) => [`execute_result ${text}`];

describe("a cell", () => {
  test.each([
    ["awaits at its top level", ["await new Promise((r) => setTimeout(() => r(7), 5))"], "7"],
    ["declares what it awaited", ["const late = await Promise.resolve(8);", "late"], "8"],
    ["awaits in a loop", ["let sum = 0; for await (const x of [1, 2]) sum += x; sum"], "3"],
    ["imports a name", ['import { join } from "node:path";', 'join("a", "b")'], "'a/b'"],
    ["renames an import", ['import { join as put } from "path";\nput("a", "c")'], "'a/c'"],
    ["imports a default", ['import fs from "fs";\ntypeof fs.readFileSync'], "'function'"],
    ["imports a namespace", ['import * as os from "os";\ntypeof os.cpus'], "'function'"],
    ["imports JSON", ['import settings from "./settings.json";\nsettings.depth'], "3"],
    ["imports a file beside it", ['import { beside } from "./beside.ts";\nbeside + 1'], "6"],
    ["imports it without its ending", ['import { beside as b } from "./beside";\nb'], "5"],
    ["imports its default", ['import Thing from "./beside.ts";\nThing.name'], "'Thing'"],
    [
      "imports a package that is ESM alone",
      ['import twice, { kind } from "esm-only";\nkind + twice(2)'],
      "'esm4'",
    ],
    ["imports a CommonJS package", ['import { thrice } from "old-cjs";\nthrice(3)'], "9"],
    ["imports a CommonJS package whole", ['import old from "old-cjs";\nold.kind'], "'cjs'"],
    ["imports at run time", ['(await import("esm-only")).kind'], "'esm'"],
    [
      "imports types alone",
      ['import type { Stats } from "fs";\nlet s: Stats | undefined; s ?? 1'],
      "1",
    ],
    ["imports zod as cauce does", ['import { z } from "cauce";\nz.int().parse(4)'], "4"],
  ])("%s", async (_, cells, shown) => {
    expect(await last(...cells)).toEqual(result(shown));
  });

  test.each([
    ["a const", ["const again = 1;", 'const again = "one";', "again.toUpperCase()"], "'ONE'"],
    ["a class", ["class A1 { x = 1 }", "class A1 { y = 2 }", "new A1().y"], "2"],
    ["a function", ["function f1() { return 1; }", "function f1() { return 'f'; }", "f1()"], "'f'"],
    [
      "an interface",
      ["interface I1 { a: number }", "interface I1 { b: 2 }", "({ b: 2 }) satisfies I1"],
      "{ b: 2 }",
    ],
    ["an enum", ["enum E1 { A = 1 }", "enum E1 { B = 5 }", "E1.B"], "5"],
    ["a const as a class", ["const X1 = 1;", "class X1 {}", "X1.name"], "'X1'"],
    ["an import", ['import { sep } from "path";', "const sep = 5;", "sep + 1"], "6"],
  ])("declares %s again that another cell declared", async (_, cells, shown) => {
    expect(await last(...cells)).toEqual(result(shown));
  });

  test("changes a variable that another cell declared with let", async () => {
    expect(await last("let counter = 1;", "counter += 5;", "counter")).toEqual(result("6"));
  });

  test("that is run again replaces what it declared, also its type", async () => {
    await kernel.run("const replaced = 1; const gone = 2;", "the-cell");
    await kernel.run('const replaced = "text";', "the-cell");
    expect(await last("replaced.length")).toEqual(result("4"));
    expect((await last("gone"))[0]).toContain("TypeScriptError: Cannot find name 'gone'");
  });

  test("that uses what a later cell declares runs when that one has run", async () => {
    expect(await kernel.run("function early() { return laterOne; }", "early")).toEqual([
      expect.stringContaining("Cannot find name 'laterOne'"),
      expect.stringContaining("execute_reply error"),
    ]);
    await kernel.run("const laterOne = 11;", "later");
    await kernel.run("function early() { return laterOne; }", "early");
    expect(await last("early()")).toEqual(result("11"));
  });

  test("that fails keeps the variables of others", async () => {
    await kernel.run("const survivor = 1;");
    await kernel.run('throw new Error("x")');
    expect(await last("survivor")).toEqual(result("1"));
  });

  test("shows nothing for undefined, and null as null", async () => {
    expect(await last("undefined")).toEqual([]);
    expect(await last("null")).toEqual(result("null"));
    expect(await last("0")).toEqual(result("0"));
    expect(await last("false")).toEqual(result("false"));
    expect(await last('""')).toEqual(result("''"));
  });
});

describe("an error", () => {
  test("of a function names its cell and its line, whichever cell calls it", async () => {
    await kernel.run('// a comment\nfunction bad(): void {\n  throw new TypeError("no");\n}');
    const [error] = await kernel.run("\nbad();");
    expect(error).toMatch(/^error TypeError: no \| Cell \d+, line 3 \| Cell \d+, line 2$/);
  });

  test("that is no Error is told as what it is", async () => {
    expect((await kernel.run('throw "a text"'))[0]).toContain("a text");
    expect((await kernel.run("throw undefined"))[0]).toContain("error");
    expect((await kernel.run("throw null"))[0]).toContain("null");
  });

  test.each([
    [
      "of a stack that throws",
      'Object.defineProperty(new Error("boom"), "stack", { get() { throw 1; } })',
      "boom (",
    ],
    [
      "that is a proxy of an error",
      'new Proxy(new Error("boom"), { get() { throw 1; } })',
      "what was thrown",
    ],
    [
      "that is a revoked proxy",
      "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()",
      "what was thrown",
    ],
    [
      "whose message is no text",
      "Object.assign(new Error(), { name: 5, message: { a: 1 } })",
      "{ a: 1 }",
    ],
    [
      "with a cause that cannot be read",
      'new Error("boom", { cause: new Proxy(new Error("in"), { get() { throw 1; } }) })',
      "boom",
    ],
  ])("%s ends its cell, and the next one runs", async (_, thrown, told) => {
    const { reply } = await kernel.client.execute(`throw ${thrown}`);
    expect(reply.content.status).toBe("error");
    expect(reply.content.ename).toBeTypeOf("string");
    expect(reply.content.evalue).toContain(told);
    expect(await last("1 + 1")).toEqual(result("2"));
  });

  test("of a huge message is told in few bytes", async () => {
    const { reply } = await kernel.client.execute('throw new Error("m".repeat(5_000_000))');
    expect(reply.content.evalue).toMatch(/^m{1000}/);
    expect(JSON.stringify(reply.content).length).toBeLessThan(100_000);
  });

  test("tells its cause", async () => {
    const code = 'throw new Error("outer", { cause: new Error("inner") })';
    const { reply } = await kernel.client.execute(code);
    expect(String(reply.content.traceback)).toContain("Caused by Error: inner");
  });

  test("of an export from another module names the import to write", async () => {
    const code = 'export { join as glue } from "node:path";';
    const { reply } = await kernel.client.execute(code);
    expect(reply.content.ename).toBe("SyntaxError");
    expect(reply.content.evalue).toContain('Write `import { join as glue } from "node:path"`');
  });

  test.each([
    ['"words"', "Caused by words"],
    ["{ code: 5 }", "Caused by { code: 5 }"],
  ])("tells a cause that is no error: %s", async (cause, told) => {
    const code = `throw new Error("outer", { cause: ${cause} })`;
    const { reply } = await kernel.client.execute(code);
    expect((reply.content.traceback as string[]).at(-1)).toBe(told);
  });

  test("in a promise that nobody awaits does not end the kernel", async () => {
    const late: string[] = [];
    kernel.client.onLate((message) => late.push(outline(message)));
    await kernel.run('void Promise.reject(new Error("forgotten"));');
    await kernel.run('setTimeout(() => { throw new Error("in a timer"); }, 10);');
    await delay(150);
    expect(await last("1 + 1")).toEqual(result("2"));
    expect(late.join("\n")).toContain("Error: in a timer");
  });
});

describe("output", () => {
  test("of a timer arrives under the cell that set it", async () => {
    const late: { parent: string | undefined; line: string }[] = [];
    kernel.client.onLate((message) =>
      late.push({ parent: message.parentId, line: outline(message) }),
    );
    let parent: string | undefined;
    await kernel.client.execute('setTimeout(() => console.log("late"), 50);', {
      onMessage: (message) => {
        parent = message.parentId;
      },
    });
    await kernel.run("2");
    await delay(200);
    expect(late).toEqual([{ parent, line: 'stdout "late\\n"' }]);
  });

  test("of a child process with inherited streams is not the kernel's end", async () => {
    const code =
      'import { execFileSync } from "child_process";\nexecFileSync(process.execPath, ["-e", "1"], { stdio: "inherit" });\n5';
    expect(await last(code)).toEqual(result("5"));
  });

  test("by tslab's display is shown where it is called", async () => {
    const lines = await last('import { display } from "tslab";\ndisplay.html("<b>x</b>");');
    expect(lines).toEqual(['display_data {"text/html":"<b>x</b>"}']);
  });

  test("by tslab's newDisplay is updated in place, from another cell too", async () => {
    const code =
      'import { newDisplay } from "tslab";\nconst d = newDisplay();\nd.text("one");\nd.text("two");';
    const { messages } = await kernel.client.execute(code);
    const shown = messages.filter(({ type }) => type.endsWith("display_data"));
    expect(shown.map(outline)).toEqual(["display_data one", "update_display_data two"]);
    const next = await kernel.client.execute('d.text("three");');
    const updates = [...shown, ...next.messages].filter(({ type }) =>
      type.endsWith("display_data"),
    );
    const ids = updates.map(({ content }) => Object(content.transient).display_id);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toEqual(expect.any(String));
  });

  test("by Deno's convention is asked of the value", async () => {
    const code = '({ [Symbol.for("Jupyter.display")]: () => ({ "text/markdown": "**b**" }) })';
    expect(await last(code)).toEqual(['execute_result {"text/markdown":"**b**"}']);
  });

  test("of an array of records is a table", async () => {
    const { messages } = await kernel.client.execute('[{ name: "a", n: 1 }]');
    const data = Object(messages.at(-1)?.content.data);
    expect(data["text/html"]).toContain("<table");
    expect(data["text/plain"]).toContain("name");
  });
});
