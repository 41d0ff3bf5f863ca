import { expect, test } from "vitest";
import type { DagView } from "../../../src/core/dag-view.ts";
import { layoutDag, type PlacedCard } from "../../../src/render/layout-dag.ts";
import { node, pipelineView } from "./sample-views.ts";

function overlap(a: PlacedCard, b: PlacedCard): boolean {
  return (
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2
  );
}

test("no two cards overlap and every card lies inside the picture", () => {
  const layout = layoutDag(pipelineView(7));
  const cards = [...layout.cards.values()];
  cards.forEach((card, index) => {
    expect(cards.slice(index + 1).filter((other) => overlap(card, other))).toEqual([]);
    expect(card.x - card.width / 2).toBeGreaterThanOrEqual(0);
    expect(card.x + card.width / 2).toBeLessThanOrEqual(layout.width);
    expect(card.y + card.height / 2).toBeLessThanOrEqual(layout.height);
  });
});

test("what is required stands left of what requires it", () => {
  const nodes = ["Data", "Split", "Train"].map((id) => node(id));
  const edges = [
    { from: "Data", to: "Split" },
    { from: "Split", to: "Train" },
  ];
  const { cards, direction } = layoutDag({ root: "Train", nodes, edges });
  expect(direction).toBe("left-to-right");
  const xs = nodes.map(({ id }) => cards.get(id)?.x ?? 0);
  expect(xs).toEqual([...xs].sort((a, b) => a - b));
});

test("a long chain goes from top to bottom, so that it is no wider than a cell", () => {
  const nodes = Array.from({ length: 9 }, (_, index) => node(`Step${index}`));
  const edges = nodes.slice(1).map(({ id }, index) => ({ from: `Step${index}`, to: id }));
  const layout = layoutDag({ root: "Step8", nodes, edges });
  expect(layout.direction).toBe("top-to-bottom");
  expect(layout.width).toBeLessThan(800);
});

test("a change of state or of a value costs no new layout, a new task does", () => {
  const wayIn = (view: DagView) => layoutDag(view).edges[0]?.points;
  const before = wayIn(pipelineView(2, () => "stale"));
  expect(before).toBeDefined();
  expect(wayIn(pipelineView(2, () => "running"))).toBe(before);
  expect(wayIn(pipelineView(3))).not.toBe(before);
  const withValue = (k: number): DagView => ({
    root: "All",
    nodes: [node(`Model(k=${k})`, { family: "Model", params: { k } }), node("All")],
    edges: [{ from: `Model(k=${k})`, to: "All" }],
  });
  expect(wayIn(withValue(7))).toBe(wayIn(withValue(5)));
  expect(layoutDag(withValue(7)).cards.get("Model(k=7)")?.lines).toContain("k 7");
});

test("parameters that tell siblings apart come first on their cards", () => {
  const params = (k: number) => ({ features: "f".repeat(80), k });
  const nodes = [1, 2].map((k) => node(`M${k}`, { family: "M", params: params(k) }));
  const { cards } = layoutDag({ root: "M1", nodes, edges: [] });
  expect(cards.get("M1")?.lines[0]).toBe("k 1");
});

test("an empty view, a cycle and an edge to nowhere still have a layout", () => {
  expect(layoutDag({ root: "x", nodes: [], edges: [] }).width).toBeGreaterThan(0);
  const cycle = {
    root: "A",
    nodes: [node("A"), node("B")],
    edges: [
      { from: "A", to: "B" },
      { from: "B", to: "A" },
      { from: "A", to: "gone" },
    ],
  };
  expect(layoutDag(cycle).edges).toHaveLength(2);
});
