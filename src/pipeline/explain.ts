import type { Reason } from "../core/reason.ts";
import type { LastFailure } from "../core/record.ts";
import { type AwaitedTask, estimateRun, type RunEstimate } from "../plan/estimate-run.ts";
import type { PlannedGraph } from "./planned-graph.ts";

/** Why one task would run; empty reasons for one that is fresh. */
export interface Explanation {
  readonly id: string;
  readonly reasons: readonly Reason[];
  /** An earlier version of its outputs fits: it comes back without running. */
  readonly restorable: boolean;
  /**
   * Milliseconds that it should take: as its last run, or the median of its family where it never
   * ran. Absent where nothing is known.
   */
  readonly expectedMs?: number;
  /** How it failed when it last ran, where it has not succeeded since. */
  readonly lastFailure?: LastFailure;
  /** An external task whose file is not there: until it is, nothing that needs it can run. */
  readonly missing?: true;
}

/** The answer of `why`: every task that would run, each with its reasons, in the order in which they would. */
export class WhyReport {
  readonly root: string;
  readonly tasks: readonly Explanation[];
  /** About how long the run would take; less where a task writes what it wrote before. */
  readonly estimate: RunEstimate;

  constructor(root: string, tasks: readonly Explanation[], estimate: RunEstimate) {
    this.root = root;
    this.tasks = tasks;
    this.estimate = estimate;
  }
}

export function explain({ root, plan, expectedMs, workers }: PlannedGraph): WhyReport {
  const explained: Explanation[] = [];
  const awaited: AwaitedTask[] = [];
  for (const { task, decision } of plan.tasks()) {
    if (decision.state === "restorable")
      explained.push({ id: task.id, reasons: [], restorable: true });
    if (decision.state !== "stale") continue;
    const { id, requirements, kind, lastFailure } = task;
    const ms = expectedMs(task);
    explained.push({
      id,
      reasons: decision.reasons,
      restorable: false,
      ...(ms === undefined ? {} : { expectedMs: ms }),
      ...(lastFailure === undefined ? {} : { lastFailure }),
      ...(kind === "external" ? { missing: true } : {}),
    });
    // A wrapper does nothing, and an external task waits for no worker.
    awaited.push({ id, requirements, expectedMs: kind === "task" ? ms : 0 });
  }
  return new WhyReport(root, explained, estimateRun(awaited, workers));
}
