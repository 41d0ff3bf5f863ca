import type { DagNode, DagView } from "../core/dag-view.ts";
import type { PlannedGraph } from "../pipeline/planned-graph.ts";
import { viewDag } from "../pipeline/view-dag.ts";
import type { Observation } from "../plan/observation.ts";

/** A plan with what tells it from a later one of the same task. */
export interface AutoPlan {
  readonly planned: PlannedGraph;
  readonly view: DagView;
  /** The code of every task, and the content of every external one. */
  readonly code: ReadonlyMap<string, string>;
  /** What would run, and why; empty where all is fresh. */
  readonly toRun: string;
}

export function readAutoPlan(planned: PlannedGraph): AutoPlan {
  const code = new Map<string, string>();
  const toRun: unknown[] = [];
  for (const { task, decision } of planned.plan.tasks()) {
    const text = describeCode(task);
    code.set(task.id, text);
    if (decision.state === "stale") toRun.push([task.id, text, decision.reasons]);
    if (decision.state === "restorable") toRun.push([task.id, text]);
  }
  const wanted = toRun.length === 0 ? "" : JSON.stringify(toRun);
  return { planned, view: viewDag(planned), code, toRun: wanted };
}

/** Tasks that a running task has asked for come on top, and outdate nothing. */
export function isOutdated(begun: AutoPlan, now: AutoPlan): boolean {
  for (const [id, code] of begun.code) if (now.code.get(id) !== code) return true;
  return false;
}

/** A task that would run and is known to take longer than `aboveMs`. */
export function findSlow({ view }: AutoPlan, aboveMs: number): DagNode | undefined {
  return view.nodes.find(
    ({ state, kind, durationMs, expectedMs = 0 }) =>
      state === "stale" && kind === "task" && (durationMs ?? expectedMs) > aboveMs,
  );
}

function describeCode({ kind, code, outputs }: Observation): string {
  const items = Object.entries(code).map(([name, { hash }]) => [name, hash]);
  return JSON.stringify(
    kind === "external" ? [items, outputs.map(({ hash }) => hash)] : items.sort(),
  );
}
