import type { DagNode, DagView, NodeState } from "../core/dag-view.ts";
import type { RunEvent } from "../core/event.ts";
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

/** The DAG after an event of a run: a new value; nodes that the event does not touch stay the same objects. */
export function stepView(view: DagView, event: RunEvent): DagView {
  if (event.event !== "task" && event.event !== "progress" && event.event !== "wait") return view;
  const at = view.nodes.findIndex(({ id }) => id === event.id);
  const before = view.nodes[at];
  if (before === undefined) return view;
  const nodes = [...view.nodes];
  nodes[at] = stepNode(before, event);
  return { ...view, nodes };
}

function stepNode(
  node: DagNode,
  event: Extract<RunEvent, { event: "task" | "progress" | "wait" }>,
): DagNode {
  if (event.event === "progress")
    return { ...node, progress: { done: event.done, total: event.total } };
  if (event.event === "wait") return stepWait(node, event);
  const { progress: _progress, failure: _failure, lastFailure: _last, ...rest } = node;
  switch (event.status) {
    case "started": {
      const { durationMs: _durationMs, batch: _batch, ...begun } = rest;
      return { ...begun, state: "running", reasons: event.reason };
    }
    case "fresh":
      return {
        ...rest,
        state: node.kind === "external" ? "external" : "fresh",
        reasons: [],
        ...(event.restored ? { restored: true } : {}),
      };
    case "succeeded": {
      const { lastRun: _lastRun, ...made } = rest;
      return { ...made, state: "succeeded", durationMs: event.ms, ...batchOf(event) };
    }
    case "failed":
      return {
        ...rest,
        state: "failed",
        durationMs: event.ms,
        failure: event.error,
        ...batchOf(event),
      };
    case "blocked":
      return { ...rest, state: "blocked", blockedBy: event.by };
    case "cancelled":
      return { ...rest, state: "cancelled" };
  }
}

function batchOf({ batch }: { readonly batch?: number }): Pick<DagNode, "batch"> {
  return batch === undefined ? {} : { batch };
}

function stepWait(node: DagNode, event: Extract<RunEvent, { event: "wait" }>): DagNode {
  const { waitsFor: _waitsFor, ...rest } = node;
  return event.isOver ? rest : { ...rest, waitsFor: { kind: "run", pid: event.pid } };
}
