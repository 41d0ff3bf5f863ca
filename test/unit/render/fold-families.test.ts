import { expect, test } from "vitest";
import { foldFamilies } from "../../../src/render/fold-families.ts";
import { node, pipelineView } from "./sample-views.ts";

test("a family of eight tasks is drawn as it is", () => {
  const view = pipelineView(8);
  expect(foldFamilies(view)).toBe(view);
});

test("a family of nine tasks becomes one node with its number and its states", () => {
  const picture = foldFamilies(pipelineView(9, (index) => (index === 3 ? "failed" : "fresh")));
  expect(picture.nodes.map(({ family }) => family)).toEqual([
    "Pipeline",
    "TrainModel",
    "Split",
    "Data",
  ]);
  const folded = picture.nodes[1];
  expect(folded?.fold).toEqual({ count: 9, states: { failed: 1, fresh: 8 } });
  expect(folded?.state).toBe("failed");
});

test("the edges of folded tasks are joined to one", () => {
  const picture = foldFamilies(pipelineView(20));
  const folded = picture.nodes[1]?.id;
  expect(picture.edges).toEqual([
    { from: folded, to: "Pipeline" },
    { from: "Split", to: folded },
    { from: "Data", to: "Split" },
  ]);
});

test("a chain within one family folds to a node without a loop, and the root follows", () => {
  const days = Array.from({ length: 12 }, (_, day) => node(`Day(${day})`, { family: "Day" }));
  const edges = days.slice(1).map(({ id }, index) => ({ from: `Day(${index})`, to: id }));
  const picture = foldFamilies({ root: "Day(11)", nodes: days, edges });
  expect(picture.nodes).toHaveLength(1);
  expect(picture.edges).toEqual([]);
  expect(picture.root).toBe(picture.nodes[0]?.id);
});

test("a folded family with running tasks shows how many are done", () => {
  const picture = foldFamilies(pipelineView(10, (index) => (index < 4 ? "succeeded" : "running")));
  expect(picture.nodes[1]).toMatchObject({ state: "running", progress: { done: 4, total: 10 } });
});

test("1,000 tasks of a few families are drawn as a few nodes", () => {
  expect(foldFamilies(pipelineView(1000)).nodes).toHaveLength(4);
});
