import type { DagView } from "../core/dag-view.ts";

/** The view as JSON, two spaces deep, its keys in a fixed order: equal views give equal text. */
export function renderDagJson(view: DagView): string {
  const nodes = view.nodes.map((node) => ({
    id: node.id,
    family: node.family,
    kind: node.kind,
    params: node.params,
    state: node.state,
    ...(node.restored === undefined ? {} : { restored: node.restored }),
    reasons: node.reasons,
    outputs: node.outputs,
    ...(node.progress === undefined ? {} : { progress: node.progress }),
    ...(node.durationMs === undefined ? {} : { durationMs: node.durationMs }),
    ...(node.failure === undefined ? {} : { failure: node.failure }),
    ...(node.lastFailure === undefined ? {} : { lastFailure: node.lastFailure }),
  }));
  const edges = view.edges.map(({ from, to }) => ({ from, to }));
  return JSON.stringify({ root: view.root, nodes, edges }, replaceBigInt, 2);
}

function replaceBigInt(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
