import type { RunEvent, RunSummary, SettledStatus, TaskFailure } from "../core/event.ts";
import type { Reason } from "../core/reason.ts";

/** How one task of a run ended. */
export interface TaskReport {
  readonly id: string;
  readonly family: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly status: SettledStatus;
  /** Why it ran; empty for a task that did not. */
  readonly reasons: readonly Reason[];
  /** Its outputs came back from the kept versions. */
  readonly restored: boolean;
  /** How long the attempt took; only for tasks that were started. */
  readonly ms?: number;
  /** How often `run()` was tried; only for tasks that were started. */
  readonly attempts?: number;
  readonly outputs: readonly string[];
  readonly error?: TaskFailure;
}

/** How a run ended. A failed task is in the report, not an exception. */
export class RunReport {
  /** The id of the task that was asked for; of several their family and number, "TrainModel ×60". */
  readonly root: string;
  readonly summary: RunSummary;
  /** Every task of the plan, in the order in which they ended. */
  readonly tasks: readonly TaskReport[];

  constructor(root: string, summary: RunSummary, tasks: readonly TaskReport[]) {
    this.root = root;
    this.summary = summary;
    this.tasks = tasks;
  }

  /** True when every task is fresh or succeeded. */
  get ok(): boolean {
    return this.tasks.every(({ status }) => status === "fresh" || status === "succeeded");
  }

  /** The ids of the tasks that ran and succeeded, in that order. */
  get ran(): readonly string[] {
    return this.tasks.filter(({ status }) => status === "succeeded").map(({ id }) => id);
  }
}

export function reportRun(
  root: string,
  events: readonly RunEvent[],
  summary: RunSummary,
): RunReport {
  const reasons = new Map<string, readonly Reason[]>();
  const tasks: TaskReport[] = [];
  for (const event of events) {
    if (event.event !== "task") continue;
    if (event.status === "started") {
      reasons.set(event.id, event.reason);
      continue;
    }
    tasks.push({
      id: event.id,
      family: event.family,
      params: event.params,
      status: event.status,
      reasons: reasons.get(event.id) ?? [],
      restored: event.status === "fresh" && event.restored === true,
      outputs: event.status === "succeeded" ? event.outputs : [],
      ...("ms" in event ? { ms: event.ms, attempts: event.attempts ?? 1 } : {}),
      ...(event.status === "failed" ? { error: event.error } : {}),
    });
  }
  return new RunReport(root, summary, tasks);
}
