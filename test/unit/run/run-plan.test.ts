import { expect, test } from "vitest";
import type { RunEvent } from "../../../src/core/event.ts";
import { made, sketch } from "../plan/plan-rig.ts";
import { type MemoryRun, type MemoryRunOptions, runInMemory, type Work } from "./memory-run.ts";

const diamond = [
  sketch("a"),
  sketch("b", { needs: ["a"] }),
  sketch("c", { needs: ["a"] }),
  sketch("d", { needs: ["b", "c"] }),
];
const boom: Work = () => {
  throw new Error("boom");
};
const asks =
  (...ids: string[]): Work =>
  async (_inputs, context) => {
    for (const id of ids) await context.demand([id] as never);
    return `asked ${ids}`;
  };

/** Runs, and holds what is true of every run: each task ends once, and the summary adds up. */
async function run(
  tasks: Parameters<typeof runInMemory>[0],
  options: MemoryRunOptions = {},
): Promise<MemoryRun> {
  const done = await runInMemory(tasks, options);
  const ids = done.ended.map(([id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const { ran, fresh, failed, blocked, cancelled = 0 } = done.summary;
  const count = (wanted: string) => done.ended.filter(([, status]) => status === wanted).length;
  expect({ ran, fresh, failed, blocked, cancelled }).toEqual({
    ran: count("succeeded"),
    fresh: count("fresh"),
    failed: count("failed"),
    blocked: count("blocked"),
    cancelled: count("cancelled"),
  });
  for (const { id } of tasks) expect(ids).toContain(id);
  expect(done.events[0]).toMatchObject({ event: "plan", tasks: tasks.length });
  expect(done.events.at(-1)).toMatchObject({ event: "summary", ran });
  return done;
}

test("every task computes from what it requires", async () => {
  const { texts, summary } = await run(diamond);
  expect(texts.get("d")).toBe("d(b(a()),c(a()))");
  expect(summary).toMatchObject({ ran: 4, fresh: 0, failed: 0, blocked: 0 });
  expect(summary).not.toHaveProperty("cancelled");
});

test("fresh tasks do not run, and are told", async () => {
  const { ended, texts } = await run(made(diamond));
  expect(ended).toEqual([
    ["a", "fresh"],
    ["b", "fresh"],
    ["c", "fresh"],
    ["d", "fresh"],
  ]);
  expect(texts.size).toBe(0);
});

test("a start is told before its end, with its reason", async () => {
  const { events } = await run([sketch("a")]);
  expect(events.map((event) => (event.event === "task" ? event.status : event.event))).toEqual([
    "plan",
    "started",
    "succeeded",
    "summary",
  ]);
  expect(events[1]).toEqual({
    event: "task",
    id: "a",
    family: "a",
    params: {},
    status: "started",
    reason: [{ kind: "never-run" }],
  });
});

test("no more tasks run at once than there are workers", async () => {
  const wide = Array.from({ length: 50 }, (_, at) => sketch(`t${at}`));
  for (const workers of [1, 3, 8]) expect((await run(wide, { workers })).mostAtOnce).toBe(workers);
});

test("a failure blocks what needs it, tells by what, and the rest goes on", async () => {
  const { ended, events, failures } = await run([...diamond, sketch("e")], { work: { b: boom } });
  expect(Object.fromEntries(ended)).toEqual({
    a: "succeeded",
    b: "failed",
    c: "succeeded",
    d: "blocked",
    e: "succeeded",
  });
  expect(
    events.find((event) => event.event === "task" && event.status === "blocked"),
  ).toMatchObject({ id: "d", by: ["b"] });
  expect(failures.b?.message).toBe("boom");
});

test("a missing external file fails without a start, and blocks", async () => {
  const { ended, events, failures } = await run([
    sketch("in", { kind: "external" }),
    sketch("a", { needs: ["in"] }),
  ]);
  expect(ended).toEqual([
    ["in", "failed"],
    ["a", "blocked"],
  ]);
  expect(events.some((event) => event.event === "task" && event.status === "started")).toBe(false);
  expect(failures.in).toEqual({
    name: "CauceError",
    code: "external-missing",
    message: "`in` needs `in.txt`, which is not there. Put the file there, or correct its path.",
  });
});

test("progress and log are told in the task's name", async () => {
  const chatty: Work = (_inputs, context) => {
    context.progress(1, 2);
    context.log("half");
    return "";
  };
  const { events } = await run([sketch("a")], { work: { a: chatty } });
  const head = { id: "a", family: "a", params: {} };
  expect(events.slice(2, 4)).toEqual([
    { event: "progress", ...head, done: 1, total: 2 },
    { event: "log", ...head, text: "half" },
  ]);
});

test("a task may ask for further tasks, which run before it goes on", async () => {
  const further = [sketch("x"), sketch("y", { needs: ["x"] })];
  const { ended, texts } = await run([sketch("a")], {
    further,
    work: { a: asks("y") },
    workers: 1,
  });
  expect(ended).toEqual([
    ["x", "succeeded"],
    ["y", "succeeded"],
    ["a", "succeeded"],
  ]);
  expect(texts.get("y")).toBe("y(x())");
});

test("a task may ask for what is done already, also twice, also alone", async () => {
  const { ended } = await run([sketch("a", { needs: ["x"] }), sketch("x")].toReversed(), {
    work: { a: asks("x", "x", "x") },
    workers: 1,
  });
  expect(ended).toEqual([
    ["x", "succeeded"],
    ["a", "succeeded"],
  ]);
});

test("a task may ask for nothing", async () => {
  const nothing: Work = async (_inputs, context) => {
    await context.demand([] as never);
    return "";
  };
  expect((await run([sketch("a")], { work: { a: nothing } })).ended).toEqual([["a", "succeeded"]]);
});

test("what is asked for by several tasks runs once", async () => {
  const askers = Array.from({ length: 20 }, (_, at) => sketch(`t${at}`));
  const work = Object.fromEntries(askers.map(({ id }) => [id, asks("x", "y")]));
  const { summary } = await run(askers, { further: [sketch("x"), sketch("y")], work });
  expect(summary.ran).toBe(22);
});

test("an asked-for task may ask in its turn, deeper than there are workers", async () => {
  const depth = 200;
  const further = Array.from({ length: depth }, (_, at) => sketch(`t${at + 1}`));
  const work = Object.fromEntries(
    Array.from({ length: depth }, (_, at) => [`t${at}`, asks(`t${at + 1}`)]),
  );
  const { ended, mostAtOnce } = await run([sketch("t0")], { further, work, workers: 1 });
  expect(ended.map(([id]) => id)).toEqual(
    Array.from({ length: depth + 1 }, (_, at) => `t${depth - at}`),
  );
  expect(mostAtOnce).toBe(1);
});

test("tasks that go on after a demand take their turn among the workers", async () => {
  const askers = Array.from({ length: 12 }, (_, at) => sketch(`t${at}`));
  const slow: Work = async (_inputs, context) => {
    await context.demand(["x"] as never);
    await new Promise((resolve) => setTimeout(resolve, 2));
    return "";
  };
  const { mostAtOnce } = await run(askers, {
    further: [sketch("x")],
    work: Object.fromEntries(askers.map(({ id }) => [id, slow])),
    workers: 3,
  });
  expect(mostAtOnce).toBe(3);
});

test("a failed task that was asked for fails the one that asked, which may be told why", async () => {
  const { ended, failures } = await run([sketch("a"), sketch("b", { needs: ["a"] })], {
    further: [sketch("x")],
    work: { a: asks("x"), x: boom },
  });
  expect(Object.fromEntries(ended)).toEqual({ x: "failed", a: "failed", b: "blocked" });
  expect(failures.a?.message).toBe("`a` asked for `x`, which did not succeed");
});

test("a task that outlives a failed demand may still succeed", async () => {
  const careful: Work = async (_inputs, context) => {
    await context.demand(["x"] as never).catch(() => undefined);
    return "without x";
  };
  const { ended } = await run([sketch("a")], {
    further: [sketch("x")],
    work: { a: careful, x: boom },
  });
  expect(Object.fromEntries(ended)).toEqual({ x: "failed", a: "succeeded" });
});

test("a task behind one that has failed is blocked when it is asked for, and counted", async () => {
  const late: Work = async (_inputs, context) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await context.demand(["y"] as never);
    return "";
  };
  const { ended } = await run([sketch("x"), sketch("a")], {
    further: [sketch("y", { needs: ["x"] })],
    work: { x: boom, a: late },
  });
  expect(Object.fromEntries(ended)).toEqual({ x: "failed", y: "blocked", a: "failed" });
});

test("tasks that ask for each other are refused instead of waiting for ever", async () => {
  const { ended, failures } = await run([sketch("a"), sketch("b")], {
    work: { a: asks("b"), b: asks("a") },
  });
  expect(ended.map(([, status]) => status)).toEqual(["failed", "failed"]);
  expect(failures.b?.message).toBe(
    "`b` asked for `a`, which cannot be done before it: one requires the other. Take one of these requirements out.",
  );
  expect(failures.a?.message).toBe("`a` asked for `b`, which did not succeed");
});

test("a task that asks for one that requires it is refused", async () => {
  const { ended, failures } = await run([sketch("a")], {
    further: [sketch("y", { needs: ["a"] })],
    work: { a: asks("y") },
  });
  expect(Object.fromEntries(ended)).toEqual({ a: "failed", y: "blocked" });
  expect(failures.a?.message).toContain("`a` asked for `y`, which cannot be done before it");
});

test("a task that asks for itself is refused", async () => {
  expect((await run([sketch("a")], { work: { a: asks("a") } })).ended).toEqual([["a", "failed"]]);
});

function abortAfter(id: string, controller: AbortController) {
  return (event: RunEvent) => {
    if (event.event === "task" && event.id === id && event.status === "started") controller.abort();
  };
}

test("an abort in the middle cancels what has not ended, and starts nothing", async () => {
  const controller = new AbortController();
  const { ended, summary, events } = await run(diamond, {
    signal: controller.signal,
    onEvent: abortAfter("b", controller),
    workers: 1,
  });
  expect(Object.fromEntries(ended)).toEqual({
    a: "succeeded",
    b: "cancelled",
    c: "cancelled",
    d: "cancelled",
  });
  expect(summary).toMatchObject({ ran: 1, cancelled: 3 });
  expect(
    events.filter((event) => event.event === "task" && event.status === "started"),
  ).toHaveLength(2);
});

test("an abort reaches a task that waits for others", async () => {
  const controller = new AbortController();
  const further = [sketch("x")];
  const { ended } = await run([sketch("a")], {
    further,
    work: { a: asks("x") },
    signal: controller.signal,
    onEvent: abortAfter("x", controller),
  });
  expect(Object.fromEntries(ended)).toEqual({ a: "cancelled", x: "cancelled" });
});

test("a running task sees the abort in its signal", async () => {
  const controller = new AbortController();
  const waits: Work = (_inputs, context) =>
    new Promise((_resolve, reject) =>
      context.signal.addEventListener("abort", () => reject(new Error("stopped"))),
    );
  const { ended } = await run([sketch("a"), sketch("b", { needs: ["a"] })], {
    work: { a: waits },
    signal: controller.signal,
    onEvent: () => setImmediate(() => controller.abort()),
  });
  expect(Object.fromEntries(ended)).toEqual({ a: "cancelled", b: "cancelled" });
});

test("a run that is aborted before it begins cancels everything", async () => {
  const { summary } = await run(diamond, { signal: AbortSignal.abort() });
  expect(summary).toMatchObject({ ran: 0, cancelled: 4 });
});

test("an empty plan ends", async () => {
  expect((await run([])).summary).toMatchObject({ ran: 0, fresh: 0, failed: 0, blocked: 0 });
});

test("a fault of the engine rejects", async () => {
  const broken: NonNullable<MemoryRunOptions["onEvent"]> = (event) => {
    if (event.event === "task" && event.status === "succeeded") throw new Error("a fault");
  };
  await expect(runInMemory([sketch("a")], { onEvent: broken })).rejects.toThrow("a fault");
});

test("a fault stops what still runs, waits for its end and tells nothing of it", async () => {
  const told: string[] = [];
  let hasEnded = false;
  const stops: Work = async (_inputs, { signal }) => {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    await new Promise(setImmediate);
    hasEnded = true;
    throw new Error("stopped");
  };
  const onEvent: NonNullable<MemoryRunOptions["onEvent"]> = (event) => {
    if (event.event !== "task") return;
    told.push(`${event.id} ${event.status}`);
    if (event.status === "succeeded") throw new Error("a fault");
  };
  const tasks = [sketch("a"), sketch("b"), sketch("c", { needs: ["a", "b"] })];
  await expect(runInMemory(tasks, { work: { b: stops }, onEvent })).rejects.toThrow("a fault");
  expect(hasEnded).toBe(true);
  expect(told).toEqual(["a started", "b started", "a succeeded"]);
});

test("a chain of 10,000 and a fan of 10,000 come to their end", async () => {
  const chain = Array.from({ length: 10_000 }, (_, at) =>
    sketch(`t${at}`, { needs: at === 0 ? [] : [`t${at - 1}`] }),
  );
  const short: Work = () => "x";
  const chained = await runInMemory(chain, {
    work: Object.fromEntries(chain.map(({ id }) => [id, short])),
  });
  expect(chained.summary.ran).toBe(10_000);
  const fan = [
    ...Array.from({ length: 10_000 }, (_, at) => sketch(`t${at}`)),
    sketch("all", { kind: "wrapper", needs: Array.from({ length: 10_000 }, (_, at) => `t${at}`) }),
  ];
  expect((await runInMemory(fan, { workers: 8 })).summary.ran).toBe(10_001);
});

/** A claim that says what another run has made of a task meanwhile. */
function madeElsewhere(tasks: Parameters<typeof made>[0], id: string) {
  const news = made(tasks).filter((task) => task.id === id);
  return { news, release: () => undefined };
}

test("what another run has made meanwhile is fresh, and what needs it goes on from there", async () => {
  const { ended, events } = await run([sketch("a"), sketch("b", { needs: ["a"] })], {
    claim: async (id) =>
      id === "a" ? madeElsewhere([sketch("a")], "a") : { news: [], release: () => undefined },
  });
  expect(ended).toEqual([
    ["a", "fresh"],
    ["b", "succeeded"],
  ]);
  expect(
    events.flatMap((event) =>
      event.event === "task" && event.status === "started" ? [event.id] : [],
    ),
  ).toEqual(["b"]);
});

test("a task that waits for another run gives its place to others, and takes one again", async () => {
  let isOtherDone: () => void = () => undefined;
  const other = new Promise<void>((resolve) => {
    isOtherDone = resolve;
  });
  const { ended, mostAtOnce } = await run([sketch("a"), sketch("b"), sketch("c")], {
    workers: 1,
    claim: async (id, onWait) => {
      if (id === "a") {
        onWait();
        await other;
      }
      return { news: [], release: id === "b" ? isOtherDone : () => undefined };
    },
  });
  expect(ended.map(([id]) => id).sort()).toEqual(["a", "b", "c"]);
  expect(ended[0]).toEqual(["b", "succeeded"]);
  expect(mostAtOnce).toBe(1);
});

test("every claim is given back, whether the task succeeds, fails or is fresh by then", async () => {
  const open = new Set<string>();
  await run([sketch("a"), sketch("b"), sketch("c", { needs: ["b"] })], {
    work: { b: boom },
    claim: async (id) => {
      open.add(id);
      const news = id === "a" ? madeElsewhere([sketch("a")], "a").news : [];
      return { news, release: () => open.delete(id) };
    },
  });
  expect([...open]).toEqual([]);
});

test("a fresh task is claimed by nobody, and an external file that is there counts as fresh", async () => {
  const claimed: string[] = [];
  const there = { name: "output", path: "in.txt", hash: "some" };
  const external = { ...sketch("in", { kind: "external" }), outputs: [there] };
  const { ended } = await run([external, ...made(diamond)], {
    claim: async (id) => {
      claimed.push(id);
      return { news: [], release: () => undefined };
    },
  });
  expect(ended.map(([, status]) => status)).toEqual(Array(5).fill("fresh"));
  expect(claimed).toEqual([]);
});

test("a run that is cancelled while it waits ends, with the task cancelled", async () => {
  const controller = new AbortController();
  const { ended } = await run([sketch("a")], {
    signal: controller.signal,
    claim: (_id, onWait) => {
      onWait();
      setTimeout(() => controller.abort(), 5);
      return new Promise((resolve) => {
        controller.signal.addEventListener("abort", () =>
          resolve({ news: [], release: () => undefined }),
        );
      });
    },
  });
  expect(ended).toEqual([["a", "cancelled"]]);
});
