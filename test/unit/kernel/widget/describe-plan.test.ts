import { expect, test } from "vitest";
import { describePlan } from "../../../../src/kernel/widget/describe-plan.ts";
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
