import { expect, test } from "vitest";
import { Conversation } from "./conversation.ts";

/** Bytes after a garbage collection, in the process as a whole and in the main thread's heap. */
async function memoryOf(talk: Conversation): Promise<{ rss: number; heapUsed: number }> {
  const code = `{ const v8 = await import("node:v8"); const vm = await import("node:vm");
    v8.setFlagsFromString("--expose-gc"); vm.runInNewContext("gc")(); }
    const { rss, heapUsed } = process.memoryUsage(); JSON.stringify({ rss, heapUsed })`;
  const { lines } = await talk.execute(code);
  return JSON.parse(lines[0]?.match(/\{.*\}/)?.[0] ?? "");
}

test("a thousand cells after the first thousand take less than 30 KB each", {
  timeout: 180_000,
}, async () => {
  await using talk = await Conversation.open();
  const run = async (from: number, to: number) => {
    for (let index = from; index < to; index += 1) {
      const kinds = [
        `const size${index % 20} = ${index}; size${index % 20} + 1`,
        `function grow${index % 20}(n: number) { return n * ${index}; } console.log(grow${index % 20}(2))`,
        `({ name: "row", values: Array.from({ length: 50 }, (_, i) => i * ${index}) })`,
        `await new Promise((done) => setTimeout(done, 1)); throw new Error("${index}")`,
        `const wrong${index % 20}: number = "text"`,
      ];
      const metadata = { cellId: `cell-${index % 100}` };
      const { client } = talk;
      const content = { code: kinds[index % kinds.length] ?? "", stop_on_error: false };
      await talk.answerTo(await client.request(client.shell, "execute_request", content, metadata));
    }
  };
  // Caches fill and the engine warms up meanwhile.
  await run(0, 1_000);
  const before = await memoryOf(talk);
  await run(1_000, 2_000);
  const after = await memoryOf(talk);
  // What is kept of a cell: its text for the history, and where its lines came from.
  expect(after.heapUsed - before.heapUsed).toBeLessThan(7_000_000);
  expect(after.rss - before.rss).toBeLessThan(30_000_000);
});
