import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);

// src/pipeline/view-dag.ts
function viewDag(planned) {
  const nodes = [];
  const edges = [];
  for (const { task, decision } of planned.plan.tasks()) {
    nodes.push(nodeOf(task, decision));
    for (const requirement of task.requirements) edges.push({ from: requirement, to: task.id });
  }
  return { root: planned.root, nodes, edges };
}
function nodeOf(task, decision) {
  return {
    id: task.id,
    family: task.family,
    kind: task.kind,
    params: task.visibleParams,
    state: stateOf(task, decision),
    ...decision.state === "restorable" ? { restored: true } : {},
    reasons: decision.state === "stale" ? decision.reasons : [],
    outputs: task.outputs.map(({ name, path }) => path ?? name),
    ...task.record === void 0 ? {} : { durationMs: task.record.durationMs }
  };
}
function stateOf(task, decision) {
  if (task.kind === "external") return decision.state === "stale" ? "failed" : "external";
  return decision.state === "stale" ? "stale" : "fresh";
}
function stepView(view, event) {
  if (event.event !== "task" && event.event !== "progress") return view;
  const at = view.nodes.findIndex(({ id }) => id === event.id);
  const before = view.nodes[at];
  if (before === void 0) return view;
  const nodes = [...view.nodes];
  nodes[at] = stepNode(before, event);
  return { ...view, nodes };
}
function stepNode(node, event) {
  if (event.event === "progress")
    return { ...node, progress: { done: event.done, total: event.total } };
  const { progress: _progress, failure: _failure, ...rest } = node;
  switch (event.status) {
    case "started":
      return { ...rest, state: "running", reasons: event.reason };
    case "fresh":
      return {
        ...rest,
        state: node.kind === "external" ? "external" : "fresh",
        reasons: [],
        ...event.restored ? { restored: true } : {}
      };
    case "succeeded":
      return { ...rest, state: "succeeded", durationMs: event.ms };
    case "failed":
      return { ...rest, state: "failed", durationMs: event.ms, failure: event.error };
    case "blocked":
    case "cancelled":
      return { ...rest, state: event.status };
  }
}

export {
  viewDag,
  stepView
};
//# sourceMappingURL=chunk-AVBLG5ZY.js.map
