import type { DagNode, DagView, NodeState } from "../core/dag-view.ts";
import type { TaskRecord } from "../core/record.ts";
import type { Decision } from "../plan/decide.ts";
import type { Observation } from "../plan/observation.ts";
import type { PlannedGraph } from "./planned-graph.ts";

/** The DAG as a plan sees it, for drawing. */
export function viewDag(planned: PlannedGraph): DagView {
  const nodes: DagNode[] = [];
  const edges: { from: string; to: string }[] = [];
  for (const { task, decision } of planned.plan.tasks()) {
    nodes.push(nodeOf(task, decision, planned.expectedMs(task)));
    for (const requirement of task.requirements) edges.push({ from: requirement, to: task.id });
  }
  return { root: planned.root, nodes, edges };
}

/** One of its tasks. */
export function viewTask({ plan, expectedMs }: PlannedGraph, id: string): DagNode | undefined {
  const decision = plan.decisionOf(id);
  if (decision === undefined) return undefined;
  const task = plan.taskOf(id);
  return nodeOf(task, decision, expectedMs(task));
}

function nodeOf(task: Observation, decision: Decision, expectedMs: number | undefined): DagNode {
  const resources = task.schedule?.resources ?? {};
  return {
    id: task.id,
    family: task.family,
    kind: task.kind,
    params: task.visibleParams,
    state: stateOf(task, decision),
    ...(decision.state === "restorable" ? { restored: true } : {}),
    reasons: decision.state === "stale" ? decision.reasons : [],
    outputs: task.outputs.map(({ name, path }) => path ?? name),
    ...(decision.state === "stale" && task.lastFailure !== undefined
      ? { lastFailure: task.lastFailure }
      : {}),
    ...(task.record === undefined ? {} : tellLastRun(task.record)),
    ...(expectedMs === undefined ? {} : { expectedMs }),
    ...(Object.keys(resources).length === 0 ? {} : { resources }),
  };
}

function tellLastRun(record: TaskRecord): Pick<DagNode, "durationMs" | "lastRun"> {
  const sized = record.outputs.flatMap(({ name, path, sizeBytes }) =>
    sizeBytes === undefined ? [] : [[path ?? name, sizeBytes] as const],
  );
  const { durationMs, finishedAtMs } = record;
  return { durationMs, lastRun: { finishedAtMs, sizesBytes: Object.fromEntries(sized) } };
}

function stateOf(task: Observation, decision: Decision): NodeState {
  if (task.kind === "external") return decision.state === "stale" ? "missing" : "external";
  return decision.state === "stale" ? "stale" : "fresh";
}
