import { expect, test } from "vitest";
import type { Schedule } from "../../../src/core/schedule.ts";
import type { Observation } from "../../../src/plan/observation.ts";
import { ResourceShare } from "../../../src/run/resource-share.ts";
import { ResourcesInUse } from "../../../src/run/resources-in-use.ts";
import { recordOf, type Sketch, sketch } from "../plan/plan-rig.ts";
import { type MemoryRunOptions, runInMemory, type Work } from "./memory-run.ts";

const asking = (schedule: Partial<Schedule>): Schedule => ({
  priority: 0,
  resources: {},
  retries: 0,
  retryDelayMs: 0,
  ...schedule,
});
const scheduled = (id: string, schedule: Partial<Schedule>, more: Sketch = {}) =>
  sketch(id, { ...more, schedule: asking(schedule) });
/** Stale, and made once before in so many milliseconds. */
const lasting = (id: string, durationMs: number, needs: readonly string[] = []): Observation => {
  const task = sketch(id, { needs });
  return { ...task, forced: true, record: { ...recordOf(task, {}, "bytes"), durationMs } };
};
const order = async (tasks: readonly Observation[], options: MemoryRunOptions = {}) =>
  (await runInMemory(tasks, { workers: 1, ...options })).ended.map(([id]) => id);
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
/** Fails so many times, and then works. */
const failing = (times: number): Work => {
  let left = times;
  return () => {
    if (left-- > 0) throw new Error(left === 1 ? "boom 1." : `boom ${left}`);
    return "done";
  };
};

test("what has the highest priority runs first, and equals in their order", async () => {
  const tasks = [
    sketch("a"),
    scheduled("low", { priority: -1 }),
    sketch("b"),
    scheduled("high", { priority: 5 }),
  ];
  expect(await order(tasks)).toEqual(["high", "a", "b", "low"]);
});

test("what most time hangs on runs first, by the recorded durations", async () => {
  const tasks = [
    lasting("short", 50),
    lasting("head", 10),
    lasting("tail", 100, ["head"]),
    lasting("long", 105),
  ];
  expect(await order(tasks)).toEqual(["head", "long", "tail", "short"]);
});

test("a task that never ran counts as the median of the others", async () => {
  const tasks = [lasting("ten", 10), lasting("thirty", 30), lasting("twenty", 20), sketch("new")];
  expect(await order(tasks)).toEqual(["thirty", "twenty", "new", "ten"]);
});

test("a priority counts more than any duration", async () => {
  const tasks = [lasting("long", 1_000_000), scheduled("wanted", { priority: 1 })];
  expect(await order(tasks)).toEqual(["wanted", "long"]);
});

test("resources are never taken more than there are, and others pass by those that wait", async () => {
  const inUse = { gpu: 0, db: 0 };
  const most = { gpu: 0, db: 0 };
  const use =
    (taken: Readonly<Record<string, number>>): Work =>
    async () => {
      for (const name of ["gpu", "db"] as const) {
        inUse[name] += taken[name] ?? 0;
        most[name] = Math.max(most[name], inUse[name]);
      }
      await pause();
      for (const name of ["gpu", "db"] as const) inUse[name] -= taken[name] ?? 0;
      return "";
    };
  const tasks: Observation[] = [];
  const work: Record<string, Work> = {};
  for (let at = 0; at < 40; at++) {
    const resources = [{ gpu: 1 }, { db: 2 }, { gpu: 1, db: 1 }, { db: 1 }][at % 4] ?? {};
    tasks.push(scheduled(`t${at}`, { resources: resources as Record<string, number> }));
    work[`t${at}`] = use(resources as Record<string, number>);
  }
  const done = await runInMemory([...tasks, sketch("free")], {
    work,
    workers: 8,
    resources: { db: 3 },
  });
  expect(done.summary).toMatchObject({ ran: 41 });
  expect(most).toEqual({ gpu: 1, db: 3 });
});

test("runs of one process have a resource by turns, whichever began first", async () => {
  const all = new ResourcesInUse();
  const begun: string[] = [];
  const runs = ["a", "b", "c"].map((run) => {
    const tasks = [1, 2, 3].map((n) => scheduled(`${run}${n}`, { resources: { gpu: 1 } }));
    const onEvent: MemoryRunOptions["onEvent"] = (event) => {
      if (event.event === "task" && event.status === "started") begun.push(event.id);
    };
    return runInMemory(tasks, { resourceShare: new ResourceShare(all), onEvent });
  });
  await Promise.all(runs);
  expect(begun).toEqual(["a1", "b1", "c1", "a2", "b2", "c2", "a3", "b3", "c3"]);
  expect(all.of("gpu")).toBe(0);
});

test("a task that waits for what it asked for holds no resource meanwhile", async () => {
  const gpu = { resources: { gpu: 1 } };
  const done = await runInMemory([scheduled("asks", gpu)], {
    further: [scheduled("asked", gpu)],
    work: {
      asks: async (_inputs, context) => {
        await context.demand(["asked"] as never);
        return "";
      },
    },
  });
  expect(done.ended).toEqual([
    ["asked", "succeeded"],
    ["asks", "succeeded"],
  ]);
});

test("a task is tried as often as it says, and each failure is told", async () => {
  const done = await runInMemory([scheduled("a", { retries: 2, retryDelayMs: 1 })], {
    work: { a: failing(2) },
  });
  const told = done.events.flatMap((event) =>
    event.event === "log" ? [[event.attempt, event.text]] : [],
  );
  expect(told).toEqual([
    [1, "attempt 1 of 3 failed: boom 1. The next one comes in 1 ms."],
    [2, "attempt 2 of 3 failed: boom 0. The next one comes in 1 ms."],
  ]);
  expect(
    done.events.find((event) => event.event === "task" && event.status === "succeeded"),
  ).toMatchObject({
    attempts: 3,
  });
  expect(done.summary).toMatchObject({ ran: 1, failed: 0 });
});

test("a task that fails every time has failed, with the last failure", async () => {
  const done = await runInMemory([scheduled("a", { retries: 1 }), sketch("b", { needs: ["a"] })], {
    work: { a: failing(5) },
  });
  expect(done.ended).toEqual([
    ["a", "failed"],
    ["b", "blocked"],
  ]);
  expect(done.failures.a?.message).toBe("boom 3");
});

test("others have the place of a task that waits for its next attempt", async () => {
  const tasks = [scheduled("a", { retries: 1, retryDelayMs: 20, priority: 1 }), sketch("b")];
  expect(await order(tasks, { work: { a: failing(1) } })).toEqual(["b", "a"]);
});

test("a run that is cancelled does not wait for the next attempt", async () => {
  const controller = new AbortController();
  const done = await runInMemory([scheduled("a", { retries: 1, retryDelayMs: 1_000_000 })], {
    work: { a: failing(1) },
    signal: controller.signal,
    onEvent: ({ event }) => event === "log" && controller.abort(),
  });
  expect(done.ended).toEqual([["a", "cancelled"]]);
});

test("without keepGoing nothing starts after a failure, and what runs comes to its end", async () => {
  const tasks = [
    sketch("fails"),
    sketch("runs"),
    sketch("waits"),
    sketch("needs", { needs: ["fails"] }),
  ];
  const work: Record<string, Work> = {
    fails: failing(1),
    runs: async () => {
      await pause();
      return "";
    },
  };
  const done = await runInMemory(tasks, { work, keepGoing: false });
  expect(Object.fromEntries(done.ended)).toEqual({
    fails: "failed",
    needs: "blocked",
    runs: "succeeded",
    waits: "cancelled",
  });
  expect((await runInMemory(tasks, { work: { fails: failing(1) } })).summary).toMatchObject({
    ran: 2,
    failed: 1,
    blocked: 1,
  });
});

test("without keepGoing a task that waits for others is cancelled with them", async () => {
  const done = await runInMemory([sketch("asks"), sketch("fails")], {
    further: [sketch("asked")],
    keepGoing: false,
    work: {
      asks: async (_inputs, context) => {
        await pause();
        await context.demand(["asked"] as never);
        return "";
      },
      fails: failing(1),
    },
  });
  expect(Object.fromEntries(done.ended)).toEqual({
    fails: "failed",
    asks: "cancelled",
    asked: "cancelled",
  });
});

test("ten thousand tasks that take turns at one resource come to their end", async () => {
  const tasks = Array.from({ length: 10_000 }, (_, at) =>
    scheduled(`t${at}`, { resources: { gpu: 1 } }),
  );
  const { summary, mostAtOnce } = await runInMemory(tasks, { workers: 8 });
  expect([summary.ran, mostAtOnce]).toEqual([10_000, 1]);
});
