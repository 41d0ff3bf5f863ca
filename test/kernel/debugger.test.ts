import { expect, test } from "vitest";
import { DebugTalk, inLine } from "./debug-talk.ts";

const loop = `const numbers: number[] = [1, 2, 3];
let sum: number = 0;
for (const n of numbers) {
  sum += n;
}
sum`;

test("a breakpoint stops a cell at its line, and the kernel goes on answering", async () => {
  await using debug = await DebugTalk.open();
  const { path, lines } = await debug.breakAt(loop, 4);
  expect(lines).toEqual([4]);
  const id = await debug.run(loop);
  expect(await debug.stopped()).toEqual(["breakpoint", "cell 1:4"]);
  expect((await debug.frames())[0]?.source).toEqual({ path, name: "cell 1" });
  const { client } = debug.talk;
  expect(await client.beat()).toBeLessThan(1_000);
  expect((await debug.talk.ask("kernel_info_request", {}, "control")).reply.content.status).toBe(
    "ok",
  );
  expect(await debug.scopes()).toEqual({
    Locals: ["n = 1"],
    Globals: ["numbers = Array(3) [1, 2, 3]", "sum = 0"],
  });
  expect(await debug.evaluate("sum + n * 10 as number")).toBe("10");
  expect(await debug.step("continue")).toEqual(["breakpoint", "cell 1:4"]);
  expect(await debug.evaluate("[sum, n]")).toBe("Array(2) [1, 2]");
  await debug.breakAt(loop);
  const { lines: shown, reply } = await debug.finish(id);
  expect(shown).toEqual(["execute_result 6"]);
  expect(reply.content.status).toBe("ok");
});

const calls = `function double(value: number): number {
  const twice = value * 2;
  return twice;
}
const first = double(4);
const second = double(5);
first + second`;

test("steps go line by line, into a function and out of it, and end with the cell", async () => {
  await using debug = await DebugTalk.open();
  await debug.breakAt(calls, 5);
  const id = await debug.run(calls);
  expect(await debug.stopped()).toEqual(["breakpoint", "cell 1:5"]);
  expect(await debug.step("stepIn")).toEqual(["step", "double:2", "cell 1:5"]);
  expect(await debug.scopes()).toMatchObject({ Locals: ["value = 4", "twice = undefined"] });
  expect(await debug.step("next")).toEqual(["step", "double:3", "cell 1:5"]);
  expect(await debug.evaluate("twice")).toBe("8");
  expect(await debug.step("stepOut")).toEqual(["step", "cell 1:5"]);
  expect(await debug.step("next")).toEqual(["step", "cell 1:6"]);
  expect(await debug.step("next")).toEqual(["step", "cell 1:7"]);
  await debug.ask("next", { threadId: 1 });
  expect((await debug.talk.answerTo(id)).lines).toEqual(["execute_result 18"]);
  // The step that left the cell is over: another cell is not stopped.
  expect((await debug.talk.execute("second")).lines).toEqual(["execute_result 10"]);
});

test("a breakpoint in a function of an earlier cell stops the cell that calls it", async () => {
  await using debug = await DebugTalk.open();
  await debug.talk.execute(calls);
  const { path } = await debug.breakAt(calls, 3);
  const id = await debug.run("double(21)");
  expect(await debug.stopped()).toEqual(["breakpoint", "double:3", "cell 2:1"]);
  expect((await debug.frames())[0]?.source).toEqual({ path, name: "cell 1" });
  expect(await debug.evaluate("value + first")).toBe("29");
  expect((await debug.finish(id)).lines).toEqual(["execute_result 42"]);
});

test("lines are the cell's own, with types, magics and comments above them", async () => {
  await using debug = await DebugTalk.open();
  const code = `%time
// a comment
interface Point {
  x: number;
}
const point: Point = {
  x: 3,
};
const moved = { ...point, x: point.x + 1 } satisfies Point;`;
  const { lines } = await debug.breakAt(code, 9);
  expect(lines).toEqual([9]);
  const id = await debug.run(code);
  expect(await debug.stopped()).toEqual(["breakpoint", "cell 1:9"]);
  expect(await debug.evaluate("point.x")).toBe("3");
  await debug.finish(id);
});

test("a breakpoint in an async function stops after its await too, and next crosses an await", async () => {
  await using debug = await DebugTalk.open();
  const code = `const wait = async (ms: number) => {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return ms;
};
const waited = await wait(5);
waited * 2`;
  await debug.breakAt(code, 3, 5);
  const id = await debug.run(code);
  expect(await debug.stopped()).toEqual(["breakpoint", "cell 1:5"]);
  expect(await debug.step("continue")).toEqual(["breakpoint", "wait:3"]);
  expect(await debug.evaluate("ms")).toBe("5");
  expect((await debug.finish(id)).lines).toEqual(["execute_result 10"]);
  await debug.breakAt(code, 5);
  const again = await debug.run(code);
  expect(await debug.stopped()).toEqual(["breakpoint", "cell 2:5"]);
  expect(await debug.step("next")).toEqual(["step", "cell 2:6"]);
  expect((await debug.finish(again)).lines).toEqual(["execute_result 10"]);
});

test("a conditional breakpoint stops where its condition holds", async () => {
  await using debug = await DebugTalk.open();
  await debug.breakAt(loop, { line: 4, condition: "n === 3 && sum > 0" });
  const id = await debug.run(loop);
  expect(await debug.stopped()).toEqual(["breakpoint", "cell 1:4"]);
  expect(await debug.evaluate("n")).toBe("3");
  expect((await debug.finish(id)).lines).toEqual(["execute_result 6"]);
});

test("exceptions stop where they are thrown: all of them, or those that no cell catches", async () => {
  await using debug = await DebugTalk.open();
  const code = `const risky = async (name: string) => {
  await null;
  throw new Error(name);
};
try {
  await risky("caught");
} catch {}
await risky("free");`;
  await debug.ask("setExceptionBreakpoints", { filters: ["uncaught"] });
  const id = await debug.run(code);
  const { reason, text } = await debug.event("stopped");
  expect([reason, text]).toEqual(["exception", "Error: free"]);
  expect(await debug.evaluate("name")).toBe('"free"');
  expect((await debug.finish(id)).reply.content.evalue).toBe("free");
  await debug.ask("setExceptionBreakpoints", { filters: ["all"] });
  const again = await debug.run(code);
  expect((await debug.event("stopped")).text).toBe("Error: caught");
  await debug.ask("continue", { threadId: 1 });
  expect((await debug.event("stopped")).text).toBe("Error: free");
  await debug.finish(again);
  await debug.ask("setExceptionBreakpoints", { filters: [] });
  expect((await debug.talk.execute(code)).reply.content.status).toBe("error");
});

test("pause stops a loop, and evaluate changes what it reads", async () => {
  await using debug = await DebugTalk.open();
  const code = `let going = true;
let rounds = 0;
console.log("on");
await new Promise((resolve) => setTimeout(resolve, 100));
while (going) {
  rounds += 1;
}
"over"`;
  const id = await debug.run(code);
  await debug.talk.next("stream");
  await debug.ask("pause", { threadId: 1 });
  expect((await debug.stopped())[0]).toBe("pause");
  await debug.evaluate("going = false");
  expect((await debug.finish(id)).lines).toEqual(["execute_result 'over'"]);
});

test("pause waits for the next code of a cell", async () => {
  await using debug = await DebugTalk.open();
  await debug.ask("pause", { threadId: 1 });
  const id = await debug.run("const one = 1;\none + 1");
  expect(await debug.stopped()).toEqual(["pause", "cell 1:1"]);
  expect((await debug.finish(id)).lines).toEqual(["execute_result 2"]);
});

test("the run() of a task in the kernel's process stops at a breakpoint in its cell", async () => {
  await using debug = await DebugTalk.open();
  const code = `import { Task, text, run } from "cauce";
const greeting = "hello";
class Greet extends Task {
  static executor = "in-process" as const;
  output() { return text(this); }
  async run() {
    const said = greeting.toUpperCase();
    await this.output().write(said);
  }
}`;
  await debug.breakAt(code, 8);
  await debug.talk.execute(code);
  const id = await debug.run("await run(new Greet({}))");
  expect(await debug.stopped()).toEqual(["breakpoint", "run:8"]);
  expect(await debug.scopes()).toMatchObject({
    Locals: ["this = Greet", 'said = "HELLO"'],
    Closure: expect.arrayContaining(['greeting = "hello"']),
  });
  expect((await debug.finish(id)).reply.content.status).toBe("ok");
});

test("objects unfold: members, entries of maps, long lists in parts", async () => {
  await using debug = await DebugTalk.open({}, { attached: false });
  await debug.talk.execute(
    `const nested = { name: "x", inner: { deep: [1n, null, undefined] }, get later() { return 1; } };
const ages = new Map([["ann", 3]]);
const long = Array.from({ length: 250 }, (_, at) => at);
class Counter { #hidden = 7; count = 1; }
const counter = new Counter();
const say = (word: string) => word;`,
  );
  const variables = await globals(debug);
  expect(variables.map(({ name }) => name)).toEqual([
    "nested",
    "ages",
    "long",
    "Counter",
    "counter",
    "say",
  ]);
  const unfold = async (...names: string[]) => {
    let level = variables;
    for (const name of names)
      level = await debug.members(
        level.find((variable) => variable.name === name)?.variablesReference ?? 0,
      );
    return level.map(inLine);
  };
  expect(await unfold("nested", "inner", "deep")).toEqual([
    "0 = 1n",
    "1 = null",
    "2 = undefined",
    "length = 3",
  ]);
  expect(await unfold("nested")).toContain("later = (getter)");
  expect(await unfold("ages")).toContain('0 = {"ann" => 3}');
  expect(await unfold("counter")).toEqual(["count = 1", "#hidden = 7"]);
  expect(await unfold("long")).toEqual(["[0 … 99] = ", "[100 … 199] = ", "[200 … 249] = "]);
  expect((await unfold("long", "[200 … 249]"))[3]).toBe("203 = 203");
});

async function globals(debug: DebugTalk) {
  return (await debug.ask("inspectVariables")).variables as {
    name: string;
    value: string;
    variablesReference: number;
  }[];
}

test("variables and their rich form are shown without a debugger and while a cell is stopped", async () => {
  await using debug = await DebugTalk.open({}, { attached: false });
  await debug.talk.execute("const rows = [{ a: 1, b: 2 }, { a: 3, b: 4 }];");
  expect((await globals(debug)).map(inLine)).toEqual(["rows = Array(2) [{…}, {…}]"]);
  const idle = await debug.ask("richInspectVariables", { variableName: "rows" });
  expect(Object.keys(Object(idle.data))).toContain("text/html");
  await debug.attach();
  await debug.breakAt(loop, 4);
  const id = await debug.run(loop);
  await debug.stopped();
  const held = await debug.ask("richInspectVariables", { variableName: "numbers", frameId: 1 });
  expect(held.data).toMatchObject({ "text/plain": "[ 1, 2, 3 ]" });
  await debug.breakAt(loop);
  await debug.finish(id);
});

test("copyToGlobals gives later cells a value of a frame", async () => {
  await using debug = await DebugTalk.open();
  await debug.breakAt(calls, 3);
  const id = await debug.run(calls);
  await debug.stopped();
  await debug.ask("copyToGlobals", {
    srcVariableName: "twice",
    dstVariableName: "kept",
    srcFrameId: 1,
  });
  await debug.breakAt(calls);
  await debug.finish(id);
  expect((await debug.talk.execute("kept + 1")).lines).toEqual(["execute_result 9"]);
});

test("source gives the text of a cell, threads the one thread, modules the files that were loaded", async () => {
  await using debug = await DebugTalk.open({ "lib.ts": "export const one: number = 1;\n" });
  await debug.talk.execute('import { one } from "./lib.ts";\none');
  const code = "const shown = 1;";
  const { path } = await debug.breakAt(code);
  expect(await debug.ask("source", { source: { path } })).toEqual({
    content: code,
    mimeType: "text/typescript",
  });
  expect(await debug.ask("threads")).toEqual({ threads: [{ id: 1, name: "cells" }] });
  const { modules } = await debug.ask("modules");
  expect((modules as { name: string }[]).map(({ name }) => name)).toContain("lib.ts.mjs");
});

test("debugInfo says before and after what is set, and how a cell's path is found", async () => {
  await using debug = await DebugTalk.open({}, { attached: false });
  expect(await debug.ask("debugInfo")).toMatchObject({
    isStarted: false,
    hashMethod: "Murmur2",
    breakpoints: [],
    stoppedThreads: [],
    richRendering: true,
  });
  await debug.attach();
  const { path } = await debug.breakAt(loop, 4);
  const id = await debug.run(loop);
  await debug.stopped();
  const { tmpFilePrefix, tmpFileSuffix, ...info } = await debug.ask("debugInfo");
  expect(info).toMatchObject({
    isStarted: true,
    breakpoints: [{ source: path, breakpoints: [{ line: 4 }] }],
    stoppedThreads: [1],
  });
  expect(path.startsWith(String(tmpFilePrefix)) && path.endsWith(String(tmpFileSuffix))).toBe(true);
  await debug.ask("disconnect");
  expect((await debug.talk.answerTo(id)).lines).toEqual(["execute_result 6"]);
  expect(await debug.ask("debugInfo")).toMatchObject({ isStarted: false, breakpoints: [] });
});

test("what cannot be served is refused with a reason", async () => {
  await using debug = await DebugTalk.open({}, { attached: false });
  const refused = async (command: string, options: object = {}) => {
    const { success, message } = await debug.respond(command, options);
    return [success, message];
  };
  expect(await refused("setBreakpoints")).toEqual([false, expect.stringContaining("initialize")]);
  expect(await refused("stepBack")).toEqual([false, expect.stringContaining("not supported")]);
  expect(await refused("next")).toEqual([false, expect.stringContaining("Nothing is stopped")]);
  expect(await refused("scopes", { frameId: 3 })).toEqual([
    false,
    expect.stringContaining("names no frame"),
  ]);
  expect(await refused("evaluate", { expression: "1 +" })).toEqual([
    false,
    expect.stringContaining("cannot be read"),
  ]);
});

test("an interrupt ends a cell that a breakpoint holds, and breakpoints hold again afterwards", async () => {
  await using debug = await DebugTalk.open();
  await debug.breakAt(loop, 4);
  for (const name of ["cell 1", "cell 3"]) {
    const id = await debug.run(loop);
    expect(await debug.stopped()).toEqual(["breakpoint", `${name}:4`]);
    await debug.talk.ask("interrupt_request", {}, "control");
    expect((await debug.talk.answerTo(id)).reply.content.ename).toBe("KeyboardInterrupt");
    expect(await debug.talk.execute("sum")).toMatchObject({ lines: ["execute_result 0"] });
  }
});

test("after the debugger is gone an endless loop is interrupted as before", async () => {
  await using debug = await DebugTalk.open();
  await debug.breakAt(loop, 4);
  const stopped = await debug.run(loop);
  await debug.stopped();
  await debug.ask("disconnect");
  await debug.talk.answerTo(stopped);
  const id = await debug.run("for (;;) {}");
  await debug.talk.next("execute_input");
  await debug.talk.ask("interrupt_request", {}, "control");
  expect((await debug.talk.answerTo(id)).reply.content.ename).toBe("KeyboardInterrupt");
});

test("terminate ends the cell and the debugging", async () => {
  await using debug = await DebugTalk.open();
  await debug.breakAt(loop, 4);
  const id = await debug.run(loop);
  await debug.stopped();
  await debug.ask("terminate");
  await debug.event("terminated");
  expect((await debug.talk.answerTo(id)).reply.content.ename).toBe("KeyboardInterrupt");
  expect((await debug.talk.execute(loop)).lines).toEqual(["execute_result 6"]);
});

test.each([false, true])(
  "a kernel that stands at a breakpoint shuts down; restart: %s",
  async (restart) => {
    await using debug = await DebugTalk.open();
    await debug.breakAt(loop, 4);
    await debug.run(loop);
    await debug.stopped();
    const { client } = debug.talk;
    await client.request(client.control, "shutdown_request", { restart });
    expect(await debug.talk.kernel.process.exited).toBe(0);
  },
);
