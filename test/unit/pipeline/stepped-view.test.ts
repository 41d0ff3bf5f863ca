import { expect, test } from "vitest";
import type { DagNode } from "../../../src/core/dag-view.ts";
import type { RunEvent } from "../../../src/core/event.ts";
import { SteppedView } from "../../../src/pipeline/stepped-view.ts";

const head = (id: string) => ({ id, family: id, params: {} });
const started = (id: string): RunEvent => ({
  event: "task",
  ...head(id),
  status: "started",
  reason: [{ kind: "never-run" }],
});

function viewOf(nodes: readonly DagNode[]): SteppedView {
  return new SteppedView({ root: "t0", nodes, edges: [] });
}

function nodeOf(id: string): DagNode {
  return { ...head(id), kind: "task", state: "stale", reasons: [], outputs: [] };
}

test("an event makes a new view, in which the nodes that it does not touch are the same", () => {
  const nodes = ["t0", "t1"].map(nodeOf);
  const stepped = viewOf(nodes);
  const before = stepped.view;
  expect(stepped.step(started("t1"))).toBe(true);
  const after = stepped.view;
  expect(after.nodes.map(({ state }) => state)).toEqual(["stale", "running"]);
  expect(after.nodes[0]).toBe(nodes[0]);
  expect(before.nodes[1]?.state).toBe("stale");
  expect(stepped.view).toBe(after);
});

test("an event of a task that is not shown, and one of no task, change nothing", () => {
  const stepped = viewOf([nodeOf("t0")]);
  const before = stepped.view;
  expect(stepped.step(started("other"))).toBe(false);
  expect(stepped.step({ event: "plan", tasks: 1, stale: 1 })).toBe(false);
  expect(stepped.view).toBe(before);
});

test("a step looks at its own task alone, however many there are", () => {
  const names = Array.from({ length: 1_000 }, (_, at) => `t${at}`);
  let reads = 0;
  const nodes = names.map((name) =>
    Object.defineProperty(nodeOf(name), "id", {
      enumerable: true,
      get: () => {
        reads++;
        return name;
      },
    }),
  );
  const stepped = viewOf(nodes);
  for (const name of names) stepped.step(started(name));
  expect(stepped.view.nodes.every(({ state }) => state === "running")).toBe(true);
  expect(reads).toBeLessThan(5_000);
});
