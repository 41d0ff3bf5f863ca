import type { DagNode, DagView } from "../../../src/core/dag-view.ts";

/** A node with what a test does not care about filled in. */
export function node(id: string, more: Partial<DagNode> = {}): DagNode {
  return {
    id,
    family: id,
    kind: "task",
    params: {},
    state: "fresh",
    reasons: [],
    outputs: [],
    ...more,
  };
}

/** Data, a split, models that each use the split, and a wrapper over them. */
export function pipelineView(
  modelCount = 2,
  state: (index: number) => DagNode["state"] = () => "fresh",
): DagView {
  const models = Array.from({ length: modelCount }, (_, k) =>
    node(`TrainModel(k=${k})`, {
      family: "TrainModel",
      params: { model: { kind: "knn", k } },
      state: state(k),
    }),
  );
  return {
    root: "Pipeline",
    nodes: [
      node("Pipeline", { kind: "wrapper" }),
      ...models,
      node("Split", { params: { seed: 42 } }),
      node("Data", { kind: "external", state: "external" }),
    ],
    edges: [
      ...models.map(({ id }) => ({ from: id, to: "Pipeline" })),
      ...models.map(({ id }) => ({ from: "Split", to: id })),
      { from: "Data", to: "Split" },
    ],
  };
}

export const NASTY = `<script>alert("x")</script> & 'q' ]]> \u0000 \ud800 🎉 ${"long ".repeat(500)}`;
