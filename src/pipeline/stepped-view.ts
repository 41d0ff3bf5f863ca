import type { DagNode, DagView } from "../core/dag-view.ts";
import type { RunEvent } from "../core/event.ts";

/** A DAG that follows the events of a run. A step costs the same however many tasks there are. */
export class SteppedView {
  #view: DagView;
  readonly #nodes: DagNode[];
  readonly #places: ReadonlyMap<string, number>;
  #hasChanged = false;

  constructor(view: DagView) {
    this.#view = view;
    this.#nodes = [...view.nodes];
    this.#places = new Map(view.nodes.map(({ id }, at) => [id, at]));
  }

  /** A value: nodes that no event has touched stay the same objects. */
  get view(): DagView {
    if (this.#hasChanged) this.#view = { ...this.#view, nodes: [...this.#nodes] };
    this.#hasChanged = false;
    return this.#view;
  }

  /** False for an event that changes nothing of what is seen. */
  step(event: RunEvent): boolean {
    if (event.event !== "task" && event.event !== "progress" && event.event !== "wait")
      return false;
    const at = this.#places.get(event.id);
    const before = at === undefined ? undefined : this.#nodes[at];
    if (at === undefined || before === undefined) return false;
    this.#nodes[at] = stepNode(before, event);
    this.#hasChanged = true;
    return true;
  }
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
  if (event.isOver) return rest;
  const elsewhere = event.pid === process.pid ? {} : { pid: event.pid };
  return { ...rest, waitsFor: { kind: "run", ...elsewhere } };
}
