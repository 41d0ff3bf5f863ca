import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import type { RunEvent } from "../../../../src/core/event.ts";
import { EventOutbox } from "../../../../src/kernel/stage/event-outbox.ts";
import type { FromRun } from "../../../../src/kernel/stage/stage-messages.ts";

const head = { id: "A()", family: "A", params: {} };
const log = (text: string, id = "A()"): RunEvent => ({ event: "log", ...head, id, text });
const progress = (done: number): RunEvent => ({ event: "progress", ...head, done, total: 9 });
const fresh = (id: string): RunEvent => ({ event: "task", ...head, id, status: "fresh" });

function openOutbox() {
  const posted: FromRun[] = [];
  const outbox = new EventOutbox((message) => posted.push(message));
  const batches = () => posted.flatMap((one) => (one.kind === "events" ? [one.events] : []));
  const shown = () => posted.flatMap((one) => (one.kind === "events" ? [...one.shown] : []));
  return { outbox, batches, shown };
}

test("events of one turn travel together, in their order", async () => {
  const { outbox, batches } = openOutbox();
  const events = [fresh("A()"), log("one"), fresh("B()"), log("two")];
  for (const event of events) outbox.tell(event);
  await nextTurn();
  expect(batches()).toEqual([events]);
});

test("no further events are posted before the last ones were heard", async () => {
  const { outbox, batches } = openOutbox();
  outbox.tell(fresh("A()"));
  await nextTurn();
  outbox.tell(fresh("B()"));
  outbox.tell(fresh("C()"));
  await nextTurn();
  await nextTurn();
  expect(batches()).toEqual([[fresh("A()")]]);
  outbox.heard();
  await nextTurn();
  expect(batches()).toEqual([[fresh("A()")], [fresh("B()"), fresh("C()")]]);
});

test("of progress that nobody has heard only the latest is kept", async () => {
  const { outbox, batches } = openOutbox();
  for (let done = 1; done <= 9; done += 1) outbox.tell(progress(done));
  outbox.tell(fresh("A()"));
  await nextTurn();
  expect(batches()).toEqual([[progress(9), fresh("A()")]]);
});

test("beyond a megabyte what tasks print is left out, and said by how much; what they are is not", async () => {
  const { outbox, batches } = openOutbox();
  outbox.tell(fresh("first"));
  await nextTurn();
  const line = "x".repeat(100_000);
  for (let count = 0; count < 30; count += 1) outbox.tell(log(line));
  outbox.tell(log(line, "B()"));
  outbox.tell(fresh("A()"));
  outbox.heard();
  await nextTurn();
  const [, events = []] = batches();
  const texts = events.map((event) => ("text" in event ? event.text : event.event));
  expect(texts.filter((text) => text === line)).toHaveLength(9);
  expect(texts.slice(9)).toEqual([
    "… 21 lines (2.1 MB) left out here: the notebook computed meanwhile and took no more",
    "… 1 line (100 kB) left out here: the notebook computed meanwhile and took no more",
    "task",
  ]);
});

test("once main has taken it, as much is kept again", async () => {
  const { outbox, batches } = openOutbox();
  const line = "x".repeat(600_000);
  for (let round = 0; round < 3; round += 1) {
    outbox.tell(log(line));
    await nextTurn();
    outbox.heard();
  }
  expect(batches()).toEqual([[log(line)], [log(line)], [log(line)]]);
});

test("what is left at the end is posted, heard or not", async () => {
  const { outbox, batches } = openOutbox();
  outbox.tell(fresh("A()"));
  await nextTurn();
  outbox.tell(fresh("B()"));
  outbox.flush();
  expect(batches()).toEqual([[fresh("A()")], [fresh("B()")]]);
  await nextTurn();
  expect(batches()).toHaveLength(2);
});

test("of a picture the latest state is shown, as an output of its own where it had not been shown", async () => {
  const { outbox, shown } = openOutbox();
  const state = (text: string, isUpdate: boolean) =>
    ({ data: { "text/plain": text }, displayId: "p", isUpdate }) as const;
  outbox.show(state("one", false));
  outbox.show(state("two", true));
  await nextTurn();
  outbox.heard();
  outbox.show(state("three", true));
  outbox.show(state("four", true));
  await nextTurn();
  expect(shown()).toEqual([state("two", false), state("four", true)]);
});
