import { expect, test } from "vitest";
import { describeEnd, describePlan } from "../../../../src/kernel/widget/describe-plan.ts";
import { node } from "../../render/sample-views.ts";

const nothing = { root: "", nodes: [], edges: [] };
const view = (...nodes: ReturnType<typeof node>[]) => ({ root: "", nodes, edges: [] });

test("a plan names what would run, and sums how long it took before", () => {
  const plan = view(
    node("A", { state: "stale", expectedMs: 1_500 }),
    node("B", { state: "stale", expectedMs: 500 }),
    node("All", { kind: "wrapper", state: "stale" }),
    node("C"),
  );
  expect(describePlan(plan, nothing)).toBe("Would run 3 tasks: A, B, All. About 2.0 s.");
});

test("a task that never ran is expected to take as long as its family", () => {
  const plan = view(node("M(k=4)", { family: "M", state: "stale" }));
  const known = view(
    node("M(k=3)", { family: "M", durationMs: 300 }),
    node("M(k=5)", { family: "M", durationMs: 500 }),
  );
  expect(describePlan(plan, known)).toBe("Would run 1 task: M(k=4). About 400 ms.");
  expect(describePlan(plan, nothing)).toMatch(/No earlier run says how long\.$/);
});

test("where all is fresh nothing would run, and where a file is missing nothing can", () => {
  expect(describePlan(view(node("A")), nothing)).toBe("Nothing would run: everything is fresh.");
  const missing = node("Data", { kind: "external", state: "missing", outputs: ["data/x.csv"] });
  expect(describePlan(view(missing, node("A", { state: "stale" })), nothing)).toBe(
    "Cannot run: data/x.csv is not there.",
  );
});

test("of many tasks a few are named", () => {
  const many = Array.from({ length: 9 }, (_, k) => node(`T${k}`, { state: "stale" }));
  expect(describePlan(view(...many), nothing)).toMatch(
    /^Would run 9 tasks: T0, T1, T2, T3 and 5 more\./,
  );
});

test.each([
  [{ ran: 2, fresh: 3 }, "Done: ran 2, 3 fresh (1.5 s)."],
  [{ fresh: 4 }, "Done: everything was fresh."],
  [{ ran: 1, failed: 2, blocked: 1 }, "Failed: 2 of 3 that ran (1.5 s)."],
  [{ ran: 1, cancelled: 2 }, "Stopped: ran 1, and 2 did not run (1.5 s)."],
])("a run that ended with %j is told in a sentence", (counts, said) => {
  const none = { ran: 0, fresh: 0, failed: 0, blocked: 0 };
  expect(describeEnd({ ...none, ms: 1_500, ...counts })).toBe(said);
});
