import { expect, test } from "vitest";
import { renderDagText } from "../../../src/render/render-dag-text.ts";
import { countColumns } from "../../../src/render/text-columns.ts";
import { NASTY, node, pipelineView } from "./sample-views.ts";

test("the root comes first, requirements below it, every task once", () => {
  expect(renderDagText(pipelineView(2))).toBe(
    [
      "✓ Pipeline                         fresh",
      "├─ ✓ TrainModel  model: knn · k 0  fresh",
      "│  └─ ✓ Split  seed 42             fresh",
      "│     └─ ◇ Data                    external",
      "└─ ✓ TrainModel  model: knn · k 1  fresh",
      "   └─ ✓ Split  seed 42             ↑ above",
    ].join("\n"),
  );
});

test("why a task runs and how it failed stand below it", () => {
  const text = renderDagText({
    root: "A",
    nodes: [
      node("A", {
        state: "stale",
        reasons: [{ kind: "parameter-changed", parameter: "k", from: 5, to: 7 }],
      }),
      node("B", {
        state: "failed",
        failure: { name: "TypeError", message: "no\nmore", place: "cell 4", line: 3 },
      }),
    ],
    edges: [{ from: "B", to: "A" }],
  });
  expect(text.split("\n")).toEqual([
    "◌ A     stale",
    "│ why: parameter changed: k 5 → 7",
    "└─ ✕ B  failed",
    "     error: TypeError: no (cell 4, line 3)",
  ]);
});

test("no line is wider than 100 columns, whatever the parameters hold", () => {
  const nodes = Array.from({ length: 60 }, (_, index) =>
    node(`T${index}`, {
      params: { a: NASTY, b: "漢字".repeat(80) },
      state: "stale",
      reasons: [{ kind: "output-missing", path: NASTY }],
    }),
  );
  const edges = nodes.slice(1).map(({ id }, index) => ({ from: `T${index}`, to: id }));
  const lines = renderDagText({ root: "T59", nodes, edges }).split("\n");
  expect(Math.max(...lines.map(countColumns))).toBeLessThanOrEqual(100);
});

test("a chain of 10,000 tasks is told without a deep stack", () => {
  const nodes = Array.from({ length: 10_000 }, (_, index) => node(`T${index}`));
  const edges = nodes.slice(1).map(({ id }, index) => ({ from: `T${index}`, to: id }));
  expect(renderDagText({ root: "T9999", nodes, edges }).split("\n")).toHaveLength(10_000);
});

test("a view whose root is not in it still tells every task", () => {
  const text = renderDagText({
    root: "gone",
    nodes: [node("A"), node("B")],
    edges: [{ from: "A", to: "B" }],
  });
  expect(text).toContain("✓ B");
  expect(text).toContain("└─ ✓ A");
});
