import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { AttemptVoice, countTaken, makeTaken } from "../../../../src/kernel/stage/attempt-voice.ts";
import type { ToRun } from "../../../../src/kernel/stage/stage-messages.ts";

type Log = Extract<ToRun, { kind: "log" }>;
const log = (text: string): Log => ({ kind: "log", number: 1, id: "A()", text, stream: undefined });
const progress = (done: number, number = 1) =>
  ({ kind: "progress", number, id: "A()", done, total: 9_999 }) as const;

test("what is printed is told at once as long as it is taken", () => {
  const [posted, taken] = [[] as ToRun[], makeTaken()];
  const voice = new AttemptVoice((message) => posted.push(message), taken);
  for (let line = 0; line < 100; line += 1) {
    const message = log("x".repeat(100_000));
    voice.log(message);
    countTaken(taken, message);
  }
  expect(posted).toHaveLength(100);
});

test("who prints more than is taken waits until another thread has taken it", async () => {
  const taken = makeTaken();
  const program = `const { workerData } = require("node:worker_threads");
    Atomics.add(workerData, 0, 2_000_000); Atomics.notify(workerData, 0);`;
  const posted: ToRun[] = [];
  const voice = new AttemptVoice((message) => posted.push(message), taken, 60_000);
  for (let line = 0; line < 9; line += 1) voice.log(log("x".repeat(100_000)));
  const other = new Worker(program, { eval: true, workerData: taken });
  voice.log(log("x".repeat(500_000)));
  expect([posted.length, Atomics.load(taken, 0)]).toEqual([10, 2_000_000]);
  await other.terminate();
});

test("what alone is more than may wait is told at once where nothing else waits", () => {
  const [posted, taken] = [[] as ToRun[], makeTaken()];
  const voice = new AttemptVoice((message) => posted.push(message), taken, 600_000);
  for (let line = 0; line < 2; line += 1) {
    const message = log("x".repeat(3_000_000));
    voice.log(message);
    countTaken(taken, message);
  }
  expect(posted).toHaveLength(2);
});

test("of progress in a loop the latest is told, of each attempt, and before its end", () => {
  const posted: ToRun[] = [];
  const voice = new AttemptVoice((message) => posted.push(message), makeTaken());
  for (let done = 0; done <= 9_999; done += 1) {
    voice.progress(progress(done));
    voice.progress(progress(done, 2));
  }
  voice.tellLatest();
  expect(posted.length).toBeLessThan(20_000);
  expect(posted).toEqual(expect.arrayContaining([progress(9_999), progress(9_999, 2)]));
  const { length } = posted;
  voice.tellLatest();
  expect(posted).toHaveLength(length);
});
