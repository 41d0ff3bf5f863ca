import fc from "fast-check";
import { expect, test } from "vitest";
import type { Schedule } from "../../../src/core/schedule.ts";
import { made, type Sketch, sketch } from "../plan/plan-rig.ts";
import { type MemoryRun, type MemoryRunOptions, runInMemory, type Work } from "./memory-run.ts";

const batched = (id: string, most = 1_000, more: Sketch = {}) =>
  sketch(id, { ...more, batching: { key: "k", most } });
const many = (count: number, most?: number) =>
  Array.from({ length: count }, (_, at) => batched(`t${at}`, most));
const retrying = (retries: number, retryDelayMs = 0): Schedule => ({
  priority: 0,
  resources: {},
  retries,
  retryDelayMs,
});
const run = (tasks: Parameters<typeof runInMemory>[0], options: MemoryRunOptions = {}) =>
  runInMemory(tasks, { workers: 2, ...options });
const sizes = ({ batches }: MemoryRun) => batches.map(({ length }) => length);
const boom: Work = () => {
  throw new Error("boom");
};

test("tasks that may share a batch run in one, and each is told by itself", async () => {
  const done = await run([...many(4), sketch("other")]);
  expect(done.batches).toEqual([["t0", "t1", "t2", "t3"]]);
  expect(done.summary).toMatchObject({ ran: 5, failed: 0 });
  const told = done.events.filter((event) => event.event === "task" && event.id === "t2");
  expect(told).toMatchObject([{ status: "started" }, { status: "succeeded", batch: 4 }]);
});

test("a batch holds no more than it may", async () => {
  expect(sizes(await run(many(10, 4)))).toEqual([4, 4, 2]);
});

test("of two kinds each has batches of its own, and a task alone is in none", async () => {
  const other = (id: string) => sketch(id, { batching: { key: "other", most: 9 } });
  const done = await run([batched("a"), other("x"), batched("b"), other("y")]);
  expect(done.batches).toEqual([
    ["a", "b"],
    ["x", "y"],
  ]);
  const alone = await run([batched("a")]);
  expect(alone.batches).toEqual([]);
  expect(alone.events.at(-2)).not.toHaveProperty("batch");
});

test("a batch takes one place", async () => {
  const done = await run([...many(6, 3), sketch("c")], { workers: 3 });
  expect(sizes(done)).toEqual([3, 3]);
  expect(done.mostAtOnce).toBe(3);
});

test("a batch takes its resources once", async () => {
  const schedule = { ...retrying(0), resources: { db: 1 } };
  const done = await run(
    many(6, 3).map((task) => ({ ...task, schedule })),
    { resources: { db: 1 } },
  );
  expect(sizes(done)).toEqual([3, 3]);
  expect(done.mostAtOnce).toBe(1);
});

test("only what can run now is in a batch, and the fresh is not", async () => {
  const [old] = made([batched("old")]);
  const tasks = [
    ...(old === undefined ? [] : [old]),
    sketch("first"),
    batched("late", 9, { needs: ["first"] }),
    batched("a"),
    batched("b"),
  ];
  const done = await run(tasks);
  expect(done.batches).toEqual([["a", "b"]]);
  expect(done.summary).toMatchObject({ ran: 4, fresh: 1 });
});

test("one that fails fails alone, and what needs it is blocked", async () => {
  const done = await run([...many(3), sketch("behind", { needs: ["t1"] })], { work: { t1: boom } });
  expect(Object.fromEntries(done.ended)).toEqual({
    t0: "succeeded",
    t1: "failed",
    behind: "blocked",
    t2: "succeeded",
  });
  expect(done.failures.t1?.message).toBe("boom");
});

test.each([0, 1])(
  "what is tried again after %i ms is tried on its own, and the others stay done",
  async (delayMs) => {
    let left = 2;
    const flaky: Work = () => {
      if (left-- > 0) throw new Error("not yet");
      return "done";
    };
    const tasks = many(3).map((task) => ({ ...task, schedule: retrying(2, delayMs) }));
    const done = await run(tasks, { work: { t1: flaky } });
    expect(sizes(done)).toEqual([3]);
    expect(done.summary).toMatchObject({ ran: 3, failed: 0 });
    const end = done.events.find(
      (event) => event.event === "task" && event.id === "t1" && event.status === "succeeded",
    );
    expect(end).toMatchObject({ attempts: 3 });
    expect(end).not.toHaveProperty("batch");
  },
);

test("one that another run is at goes its own way, and holds up nobody", async () => {
  let free = () => {};
  const freed = new Promise<void>((resolve) => {
    free = resolve;
  });
  const done = await run(many(3), {
    claim: async (id, onWait) => {
      if (id === "t1") {
        onWait();
        await freed;
      }
      return { news: [], release: () => undefined };
    },
    onEvent: (event) => {
      if (event.event === "task" && event.id === "t2" && event.status === "succeeded") free();
    },
  });
  expect(done.batches).toEqual([["t0", "t2"]]);
  expect(done.ended.at(-1)).toEqual(["t1", "succeeded"]);
});

test("with keepGoing off, those of the batch that succeeded count, and nothing follows", async () => {
  const done = await run([...many(3, 3), batched("later", 3, { needs: ["t0"] })], {
    keepGoing: false,
    work: { t1: boom },
  });
  expect(done.summary).toMatchObject({ ran: 2, failed: 1, cancelled: 1 });
});

test("a run that is cancelled ends all of a batch", async () => {
  const controller = new AbortController();
  const waits: Work = (_inputs, { signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      controller.abort();
    });
  const done = await run(many(3), { work: { t0: waits }, signal: controller.signal });
  expect(done.summary).toMatchObject({ ran: 0, failed: 0, cancelled: 3 });
});

test("whatever is batched, every task holds what it would hold alone", async () => {
  const shapes = fc.array(
    fc.record({
      needs: fc.array(fc.nat(20), { maxLength: 3 }),
      kind: fc.constantFrom(undefined, "x", "y"),
      most: fc.integer({ min: 1, max: 5 }),
      fails: fc.boolean(),
    }),
    { minLength: 1, maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(shapes, fc.integer({ min: 1, max: 3 }), async (nodes, workers) => {
      const sketched = (isBatched: boolean) =>
        nodes.map(({ needs, kind, most }, at) =>
          sketch(`t${at}`, {
            needs: [...new Set(needs.filter((need) => need < at).map((need) => `t${need}`))],
            ...(kind === undefined || !isBatched ? {} : { batching: { key: kind, most } }),
          }),
        );
      const work = Object.fromEntries(
        nodes.flatMap(({ fails }, at) => (fails && at % 4 === 3 ? [[`t${at}`, boom]] : [])),
      );
      const together = await run(sketched(true), { workers, work });
      const alone = await run(sketched(false), { workers, work });
      expect(Object.fromEntries(together.ended)).toEqual(Object.fromEntries(alone.ended));
      expect(together.texts).toEqual(alone.texts);
      const mostOf = (id: string) => nodes[Number(id.slice(1))]?.most ?? 0;
      for (const ids of together.batches)
        expect(ids.length).toBeLessThanOrEqual(mostOf(ids[0] ?? ""));
    }),
    { seed: 20261121, numRuns: 300 },
  );
});
