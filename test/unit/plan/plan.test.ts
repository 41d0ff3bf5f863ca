import { expect, test } from "vitest";
import { Plan } from "../../../src/plan/plan.ts";
import { drive, made, recordOf, sketch, statuses } from "./plan-rig.ts";

const chain = [sketch("a"), sketch("b", { needs: ["a"] }), sketch("c", { needs: ["b"] })];
const diamond = [
  sketch("a"),
  sketch("b", { needs: ["a"] }),
  sketch("c", { needs: ["a"] }),
  sketch("d", { needs: ["b", "c"] }),
];
const sameBytes = (id: string) => `hash of ${id}`;

test("what was never run runs, each after what it requires", () => {
  expect(drive(new Plan(diamond))).toEqual(["a", "b", "c", "d"]);
});

test("what is fresh does not run", () => {
  const plan = new Plan(made(diamond));
  expect(plan.staleCount).toBe(0);
  expect(drive(plan)).toEqual([]);
  expect(plan.isDone).toBe(true);
});

test("an edit runs the task and what follows from it", () => {
  const edited = made(diamond, { b: () => ({ code: { b: { hash: "edited" } } }) });
  expect(drive(new Plan(edited))).toEqual(["b", "d"]);
});

test("a task that writes the same bytes ends the wave there", () => {
  const edited = made(chain, { a: () => ({ code: { a: { hash: "edited" } } }) });
  const plan = new Plan(edited);
  expect(plan.staleCount).toBe(3);
  expect(drive(plan, sameBytes)).toEqual(["a"]);
  expect(statuses(plan)).toEqual({ a: "succeeded", b: "fresh", c: "fresh" });
});

test("the wave ends in one branch and goes on in the other", () => {
  const edited = made(diamond, {
    b: () => ({ code: { b: { hash: "x" } } }),
    c: () => ({ code: { c: { hash: "x" } } }),
  });
  expect(drive(new Plan(edited), (id) => (id === "b" ? sameBytes(id) : "other"))).toEqual([
    "b",
    "c",
    "d",
  ]);
  expect(drive(new Plan(edited), sameBytes)).toEqual(["b", "c"]);
});

test("a missing output runs its task; the same bytes end the wave", () => {
  const deleted = made(chain, {
    b: ({ outputs }) => ({ outputs: outputs.map((output) => ({ ...output, hash: undefined })) }),
  });
  expect(drive(new Plan(deleted), sameBytes)).toEqual(["b"]);
});

test("an output that was edited by hand runs its task", () => {
  const tampered = made(chain, {
    b: ({ outputs }) => ({ outputs: outputs.map((output) => ({ ...output, hash: "by hand" })) }),
  });
  expect(drive(new Plan(tampered), sameBytes)).toEqual(["b"]);
});

test("a kept version that fits comes back, and nothing runs", () => {
  const before = made(chain);
  const edited = before.map((task) => {
    if (task.id !== "b") return task;
    const other = { ...task, code: { b: { hash: "edited" } } };
    const contents = { a: new Plan(before).decisionOf("a") };
    const held = contents.a?.state === "fresh" ? contents.a.content : "";
    const record = recordOf(other, { a: held }, "edited bytes");
    return {
      ...task,
      record,
      versions: [record, ...(task.record === undefined ? [] : [task.record])],
      outputs: [{ name: "output", path: "b.txt", hash: "edited bytes" }],
    };
  });
  const plan = new Plan(edited);
  expect(plan.staleCount).toBe(0);
  expect(drive(plan)).toEqual(["~b"]);
  expect(statuses(plan)).toEqual({ a: "fresh", b: "fresh", c: "fresh" });
});

test("a version that other requirements made does not come back", () => {
  const edited = made(chain, {
    a: () => ({ code: { a: { hash: "edited" } } }),
    b: (task) => ({ versions: task.record === undefined ? [] : [task.record] }),
  });
  expect(drive(new Plan(edited))).toEqual(["a", "b", "c"]);
});

test("forced tasks run even though they are fresh, external ones do not", () => {
  const tasks = made([
    sketch("in", { kind: "external" }),
    sketch("a", { needs: ["in"] }),
    sketch("all", { needs: ["a"], kind: "wrapper" }),
  ]);
  const forced = tasks.map((task) => ({ ...task, forced: task.kind !== "external" }));
  expect(drive(new Plan(forced), sameBytes)).toEqual(["a", "all"]);
});

test("a failure blocks what needs it, and the rest goes on", () => {
  const plan = new Plan([...diamond, sketch("e")]);
  expect(drive(plan, undefined, ["b"])).toEqual(["a", "!b", "c", "e"]);
  expect(statuses(plan)).toEqual({
    a: "succeeded",
    b: "failed",
    c: "succeeded",
    d: "blocked",
    e: "succeeded",
  });
  expect(plan.blockersOf("d")).toEqual(["b"]);
});

test("a failure at the root blocks everything behind it", () => {
  const plan = new Plan(chain);
  expect(drive(plan, undefined, ["a"])).toEqual(["!a"]);
  expect(statuses(plan)).toEqual({ a: "failed", b: "blocked", c: "blocked" });
  expect(plan.isDone).toBe(true);
});

test("cancelling ends what has not ended, and leaves the rest", () => {
  const plan = new Plan(chain);
  plan.take();
  plan.succeed("a", "succeeded", "x");
  plan.take();
  expect(plan.cancel()).toEqual(["b", "c"]);
  expect(statuses(plan)).toEqual({ a: "succeeded", b: "cancelled", c: "cancelled" });
});

test("no task can end twice", () => {
  const plan = new Plan([sketch("a")]);
  plan.take();
  plan.succeed("a", "succeeded", "x");
  expect(() => plan.fail("a")).toThrow("a ended twice: succeeded, then failed");
});

test("a missing external file is stale and can be nothing else", () => {
  const plan = new Plan([sketch("in", { kind: "external" }), sketch("a", { needs: ["in"] })]);
  expect(plan.decisionOf("in")).toEqual({
    state: "stale",
    reasons: [{ kind: "output-missing", path: "in.txt" }],
  });
});

test("a changed external file runs what reads it", () => {
  const tasks = made(
    [
      sketch("in", { kind: "external" }),
      sketch("a", { needs: ["in"] }),
      sketch("b", { needs: ["a"] }),
    ],
    {
      in: ({ outputs }) => ({
        outputs: outputs.map((output) => ({ ...output, hash: "other data" })),
      }),
    },
  );
  expect(drive(new Plan(tasks), sameBytes)).toEqual(["a"]);
});

test("a wrapper follows what it gathers, and so does what requires it", () => {
  const tasks = [
    sketch("a"),
    sketch("all", { needs: ["a"], kind: "wrapper" }),
    sketch("report", { needs: ["all"] }),
  ];
  expect(drive(new Plan(made(tasks)))).toEqual([]);
  const edited = made(tasks, { a: () => ({ code: { a: { hash: "edited" } } }) });
  expect(drive(new Plan(edited))).toEqual(["a", "all", "report"]);
  expect(drive(new Plan(edited), sameBytes)).toEqual(["a"]);
});

test("tasks that are added later run after what they require, known or new", () => {
  const plan = new Plan([sketch("a"), sketch("b")]);
  plan.take();
  plan.succeed("a", "succeeded", "x");
  expect(
    plan.add([sketch("a"), sketch("n", { needs: ["a", "b"] }), sketch("m", { needs: ["n"] })]),
  ).toEqual([]);
  expect(plan.size).toBe(4);
  expect(drive(plan)).toEqual(["b", "n", "m"]);
});

test("tasks that are added behind a failed one are blocked, and that is told", () => {
  const plan = new Plan([sketch("a")]);
  plan.take();
  plan.fail("a");
  expect(plan.add([sketch("b", { needs: ["a"] }), sketch("c", { needs: ["b"] })])).toEqual([
    "b",
    "c",
  ]);
  expect(plan.isDone).toBe(true);
});

test("a requirement that is asked for twice counts once", () => {
  expect(drive(new Plan([sketch("a"), sketch("b", { needs: ["a", "a"] })]))).toEqual(["a", "b"]);
});

test("a chain of 10,000 tasks needs no recursion", () => {
  const links = Array.from({ length: 10_000 }, (_, at) =>
    sketch(`t${at}`, { needs: at === 0 ? [] : [`t${at - 1}`] }),
  );
  expect(drive(new Plan(links))).toHaveLength(10_000);
  const failed = new Plan(links);
  drive(failed, undefined, ["t0"]);
  expect(Object.values(statuses(failed)).filter((status) => status === "blocked")).toHaveLength(
    9_999,
  );
  expect(drive(new Plan(made(links)))).toEqual([]);
});

test("the work on a wide plan grows with its size and no faster", () => {
  expect(readsFor(10_000) / readsFor(1_000)).toBeLessThan(11);
});

/** How often a plan asks its tasks what they require: its steps, counted without a clock. */
function readsFor(width: number): number {
  let reads = 0;
  const leaves = Array.from({ length: width }, (_, at) =>
    counted(sketch(`t${at}`, { needs: ["root"] })),
  );
  const plan = new Plan([
    sketch("root"),
    ...leaves,
    sketch("all", { kind: "wrapper", needs: leaves.map(({ id }) => id) }),
  ]);
  expect(drive(plan)).toHaveLength(width + 2);
  return reads;

  function counted<Task extends { readonly requirements: readonly string[] }>(task: Task): Task {
    const { requirements } = task;
    return Object.defineProperty({ ...task }, "requirements", {
      get: () => {
        reads++;
        return requirements;
      },
    });
  }
}
