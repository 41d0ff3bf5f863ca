import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Conversation } from "./conversation.ts";
import type { Reply } from "./wire-client.ts";

const declarations = `
import { existsSync } from "node:fs";
import { Task, WrapperTask, run, auto, text, z } from "cauce";
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
class Gated extends Task.with({ gate: z.string(), behind: z.string().default("") }) {
  requires() { return this.behind === "" ? [] : [new Gated({ gate: this.behind })]; }
  output() { return text(this); }
  async run() {
    for (let step = 1; step <= 2; step += 1) {
      this.progress(step, 3);
      while (!existsSync(this.gate + step)) { this.signal.throwIfAborted(); await pause(); }
    }
    await this.output().write(this.gate);
  }
}
class Part extends Task.with({ set: z.string(), n: z.int() }) {
  output() { return text(this); }
  async run() { await pause(); await this.output().write(String(this.n)); }
}
class Wide extends WrapperTask.with({ set: z.string(), count: z.int().default(12) }) {
  requires() { return Array.from({ length: this.count }, (_, n) => new Part({ set: this.set, n })); }
}
class Here extends Task.with({ set: z.string() }) {
  static executor = "in-process" as const;
  output() { return text(this); }
  async run() { console.log("here"); await this.output().write("here"); }
}
class Mixed extends WrapperTask.with({ set: z.string() }) {
  requires() { return [new Wide({ set: this.set, count: 4 }), new Here({ set: this.set })]; }
}
class Asking extends Task.with({ set: z.string() }) {
  output() { return text(this); }
  async *run() {
    yield new Part({ set: this.set, n: 1 });
    await this.output().write("asked");
  }
}
class Noisy extends Task {
  output() { return text(this); }
  async run() {
    for (let line = 0; line < 30_000; line += 1) console.log("line " + line + "x".repeat(100));
    await this.output().write("said");
  }
}`;

/** A loop that never yields, until the test lets it go on. */
const compute = 'while (!existsSync("go")); console.log("computed");';

let talk: Conversation;
beforeAll(async () => {
  talk = await Conversation.open();
  talk.client.iopub.receiveTimeout = 40_000;
  talk.client.shell.receiveTimeout = 40_000;
  const { reply } = await talk.execute(declarations);
  expect(reply.content.status).toBe("ok");
});
afterAll(() => talk[Symbol.asyncDispose]());
beforeEach(() => rmSync(inProject("go"), { force: true }));

function inProject(name: string): string {
  return path.join(talk.kernel.folder, name);
}

function open(gate: string): void {
  writeFileSync(inProject(gate), "");
}

function textOf({ content }: Reply): string {
  return String(Object(content.data)["text/plain"]);
}

function begin(code: string, cellId?: string): Promise<string> {
  const metadata = cellId === undefined ? {} : { cellId };
  return talk.client.request(talk.client.shell, "execute_request", { code }, metadata);
}

/** The next state of any picture, while the cell computes. What ends at once is drawn once. */
async function nextPicture(): Promise<string> {
  return textOf(await talk.next("display_data", "update_display_data"));
}

/** The next one that says so. */
async function drawn(words: RegExp): Promise<string> {
  for (;;) {
    const text = await nextPicture();
    if (words.test(text)) return text;
  }
}

/** What a cell gave, once it may go on. */
async function endOf(id: string): Promise<{ result: string; status: unknown; printed: string }> {
  open("go");
  const { published, reply } = await talk.answerTo(id);
  const shown = published.find(({ type }) => type === "execute_result");
  const printed = published.flatMap(({ type, content }) => (type === "stream" ? content.text : []));
  const result = shown === undefined ? "" : textOf(shown);
  return { result, status: reply.content.status, printed: printed.join("") };
}

const ended = (ran: number, fresh = 0) => new RegExp(`ran ${ran} · fresh ${fresh} · failed 0`);

describe("while a cell computes and never yields", () => {
  test("the run that it began goes on: tasks begin, tell their progress and end, and the picture says so", async () => {
    const id = await begin(`
      const gated = run(new Gated({ gate: "b", behind: "a" }));
      ${compute}
      (await gated).ran.length`);
    await drawn(/Gated.*gate a.*running 1\/3/);
    open("a1");
    await drawn(/Gated.*gate a.*running 2\/3/);
    open("a2");
    const both = await drawn(/Gated.*gate b.*running 1\/3/);
    expect(both).toMatch(/Gated.*gate a.*succeeded/);
    open("b1");
    open("b2");
    await drawn(ended(2));
    expect(await endOf(id)).toEqual({ result: "2", status: "ok", printed: "computed\n" });
  });

  test("twelve tasks end, and the heart and completion answer meanwhile", async () => {
    const { client } = talk;
    const id = await begin(`const wide = run(new Wide({ set: "a" })); ${compute} (await wide).ok`);
    await drawn(ended(13));
    await client.beat();
    const asked = await client.request(client.shell, "complete_request", {
      code: "wid",
      cursor_pos: 3,
    });
    const reply = await client.receive(client.shell);
    expect([reply.type, reply.parent]).toEqual(["complete_reply", asked]);
    expect(reply.content.matches).toContain("wide");
    expect(await endOf(id)).toEqual({ result: "true", status: "ok", printed: "computed\n" });
  });

  test("two runs go on at once", async () => {
    const id = await begin(`
      const runs = [run(new Wide({ set: "b", count: 3 })), run(new Wide({ set: "c", count: 5 }))];
      ${compute}
      (await Promise.all(runs)).map(({ ok }) => ok).join()`);
    const [first, second] = [ended(4), ended(6)];
    const isBoth = new Set<RegExp>();
    while (isBoth.size < 2) {
      const text = await nextPicture();
      for (const words of [first, second]) if (words.test(text)) isBoth.add(words);
    }
    expect(await endOf(id)).toMatchObject({ result: "'true,true'", status: "ok" });
  });

  test("a task that needs the notebook's own thread waits for it, and the others do not", async () => {
    const id = await begin(
      `const mixed = run(new Mixed({ set: "d" })); ${compute} (await mixed).ran.length`,
    );
    const text = await drawn(/5 of 7 done/);
    expect(text).toMatch(/Here.*running/);
    const { result, printed } = await endOf(id);
    expect([result, printed]).toEqual(["7", "computed\nhere\n"]);
  });

  test("a run that a function of the cell began behind an await goes on, too", async () => {
    const id = await begin(`
      const go = async () => {
        const inner = run(new Wide({ set: "e", count: 2 }));
        await pause();
        return inner;
      };
      const going = go();
      await new Promise((resolve) => setTimeout(resolve, 50));
      ${compute}
      (await going).ok`);
    await drawn(ended(3));
    expect(await endOf(id)).toMatchObject({ result: "true" });
  });

  test("what runs behind an edited cell by auto() begins and ends", async () => {
    const kept = (written: string) => `
      class Kept extends Task {
        output() { return text("kept.txt"); }
        async run() { await this.output().write(${JSON.stringify(written)}); }
      }`;
    await talk.answerTo(await begin(kept("first"), "kept"));
    await talk.answerTo(await begin("await auto(new Kept());", "auto"));
    await begin(kept("second"), "kept");
    const id = await begin(compute);
    await drawn(/auto[\s\S]*ran 1/);
    expect(await endOf(id)).toMatchObject({ status: "ok" });
    const read = 'await text("kept.txt").read()';
    expect((await talk.execute(read)).lines).toEqual(["execute_result 'second'"]);
  });

  test("an interrupt ends the loop, then its run; variables survive, and no lock is left", async () => {
    const { client } = talk;
    await talk.execute("let survives = 41;");
    const id = await begin('const stuck = run(new Gated({ gate: "never" })); for (;;);');
    await drawn(/Gated.*running 1\/3/);
    await client.request(client.control, "interrupt_request", {});
    const { reply } = await talk.answerTo(id);
    expect(reply.content).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    expect(
      (await talk.execute("(await stuck).tasks.map(({ status }) => status).join()")).lines,
    ).toEqual(["execute_result 'cancelled'"]);
    expect((await talk.execute("survives + 1")).lines).toEqual(["execute_result 42"]);
    const locks = readdirSync(inProject(".cauce/locks")).filter((name) => name.endsWith(".lock"));
    expect(locks).toEqual([]);
  });
});

describe("who hears the events of a run", () => {
  test("hears all of them in order, once the cell lets it, but for what is printed beyond a megabyte", async () => {
    const id = await begin(`
      const events: string[] = [];
      const noisy = run(new Noisy(), {
        onEvent: (event) => {
          if (event.event === "log") events.push(event.text.slice(0, 9));
          else events.push(event.event === "task" ? event.status : event.event);
        },
      });
      ${compute}
      await noisy;
      const lines = events.filter((text) => text.startsWith("line"));
      const others = events.filter((text) => !text.startsWith("line"));
      [others.join(), lines.length > 1_000 && lines.length < 29_000, lines[0]].join(" ")`);
    await drawn(ended(1));
    const { result } = await endOf(id);
    expect(result).toMatch(/^'plan,started,… \d\d,\d\d\d ?\D*,succeeded,summary true line 0x/);
  });

  test("fails the run by what it throws, and the DAG is left as it stood", async () => {
    const { reply, published } = await talk.execute(`
      await run(new Wide({ set: "f" }), {
        onEvent: (event) => { if (event.event === "task") throw new RangeError("enough"); },
      })`);
    expect(reply.content).toMatchObject({ status: "error", ename: "RangeError", evalue: "enough" });
    const last = published.filter(({ type }) => type === "update_display_data").at(-1);
    expect(last && textOf(last)).not.toMatch(/running|waiting/);
  });

  test("is not told what tasks print after it has thrown, and neither is the cell", async () => {
    const { lines } = await talk.execute(`
      const thrown = await run(new Noisy(), {
        force: true,
        onEvent: (event) => { if (event.event === "log") throw new RangeError("enough"); },
      }).catch(String);
      thrown`);
    expect(lines.filter((line) => !line.includes("display_data"))).toEqual([
      "execute_result 'RangeError: enough'",
    ]);
  });

  test("is called no more when an interrupt has stopped it in a loop, and its run ends", async () => {
    const id = await begin(`
      import { appendFileSync } from "node:fs";
      const looped = run(new Wide({ set: "g" }), {
        onEvent: () => { appendFileSync("heard", "."); while (true); },
      });
      await looped`);
    await expect.poll(() => existsSync(inProject("heard")), { timeout: 30_000 }).toBe(true);
    await talk.client.request(talk.client.control, "interrupt_request", {});
    const { reply } = await talk.answerTo(id);
    expect(reply.content).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    const { lines } = await talk.execute("await looped.catch(({ name }) => name)");
    expect(lines).toContain("execute_result 'KeyboardInterrupt'");
    expect(readFileSync(inProject("heard"), "utf8")).toBe(".");
  });
});

test("a task in the notebook's own thread that prints and tells its progress in a loop is paced, and ends", async () => {
  const before = await begin(`
    class Loud extends Task {
      static executor = "in-process" as const;
      output() { return text(this); }
      async run() {
        for (let line = 1; line <= 100_000; line += 1) {
          this.progress(line, 100_000);
          this.log("line " + line + "x".repeat(100));
        }
        await this.output().write("said");
      }
    }`);
  await talk.answerTo(before);
  const id = await begin("(await run(new Loud())).ok");
  const { published, reply } = await talk.answerTo(id);
  const pictures = published.filter(({ type }) => type.endsWith("display_data")).map(textOf);
  expect(reply.content.status).toBe("ok");
  expect(pictures.filter((text) => text.includes("ran 1 ")).join()).toMatch(/line 100000x/);
});

test("a run that cannot be planned is told where it is awaited, and nowhere else", async () => {
  const id = await begin(`
    class Missing extends Task {
      requires(): Task { throw new RangeError("no such table"); }
      output() { return text(this); }
    }
    const refused = run(new Missing());
    let told = "";
    try { await refused; } catch (error) { told = String(error); }
    told.includes("no such table")`);
  expect(await endOf(id)).toEqual({ result: "true", status: "ok", printed: "" });
});

test("a task that asks for others while it runs gets them made", async () => {
  const id = await begin('(await run(new Asking({ set: "asked" }))).ran.length');
  expect(await endOf(id)).toMatchObject({ result: "2", status: "ok" });
});

test("a silent cell's run is led, and nothing of it is shown", async () => {
  const { published, reply } = await talk.execute('await run(new Wide({ set: "h", count: 2 }))', {
    silent: true,
  });
  expect(reply.content.status).toBe("ok");
  expect(published.filter(({ type }) => type !== "status")).toEqual([]);
  expect(existsSync(inProject("outputs/Part"))).toBe(true);
});
