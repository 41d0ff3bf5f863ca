import type { DagNode, DagView, NodeState, WaitsFor } from "../core/dag-view.ts";
import { unnamedLimit } from "../core/schedule.ts";

/** What there is of each resource, and who takes it beside the run that is drawn. */
export interface ResourceSituation {
  /** How much there is; one that is not named is 1. */
  readonly resources?: Readonly<Record<string, number>>;
  readonly resourceShare?: { usedByOthers(name: string): number };
}

const UNDONE: ReadonlySet<NodeState> = new Set(["running", "stale"]);

/** The DAG of a run that goes on: of each task that has not begun it is told for what it waits. */
export function markWaiting(view: DagView, situation: ResourceSituation = {}): DagView {
  const awaited = listAwaited(view);
  const used = countUsed(view.nodes);
  const nodes = view.nodes.map((node): DagNode => {
    if (node.state !== "stale") return node;
    if (node.waitsFor !== undefined) return { ...node, state: "waiting" };
    const ids = awaited.get(node.id);
    const waitsFor: WaitsFor =
      ids === undefined ? nameScarce(node, used, situation) : { kind: "tasks", ids };
    return { ...node, state: "waiting", waitsFor };
  });
  return { ...view, nodes };
}

/** For each task what it requires and is not done. */
function listAwaited({ nodes, edges }: DagView): Map<string, string[]> {
  const open = new Set(nodes.filter(({ state }) => UNDONE.has(state)).map(({ id }) => id));
  const awaited = new Map<string, string[]>();
  for (const { from, to } of edges) {
    if (!open.has(from)) continue;
    const ids = awaited.get(to);
    if (ids === undefined) awaited.set(to, [from]);
    else ids.push(from);
  }
  return awaited;
}

function countUsed(nodes: readonly DagNode[]): Map<string, number> {
  const used = new Map<string, number>();
  for (const { state, resources = {} } of nodes) {
    if (state !== "running") continue;
    for (const [name, amount] of Object.entries(resources))
      used.set(name, (used.get(name) ?? 0) + amount);
  }
  return used;
}

function nameScarce(
  { resources = {} }: DagNode,
  used: ReadonlyMap<string, number>,
  { resources: limits = {}, resourceShare }: ResourceSituation,
): WaitsFor {
  for (const [name, amount] of Object.entries(resources)) {
    const left = (limits[name] ?? unnamedLimit) - (used.get(name) ?? 0);
    if (amount > left) return { kind: "resource", name };
    const elsewhere = resourceShare?.usedByOthers(name) ?? 0;
    if (amount > left - elsewhere) return { kind: "resource", name, isHeldElsewhere: true };
  }
  return { kind: "worker" };
}
