import type { Plan } from "../plan/plan.ts";
import type { ResourceShare } from "../run/resource-share.ts";
import type { Graph } from "./build-graph.ts";
import type { TaskModule } from "./evaluate-module.ts";
import type { ExpectedDuration } from "./expected-durations.ts";

/** A graph with the plan that was made for it: what would run, and why. */
export interface PlannedGraph {
  readonly root: string;
  readonly graph: Graph;
  /** The module that its tasks were made from. */
  readonly module: TaskModule;
  readonly plan: Plan;
  readonly expectedMs: ExpectedDuration;
  /** How many tasks may run at once. */
  readonly workers: number;
  /** How much there is of each resource that tasks take. */
  readonly resources: Readonly<Record<string, number>>;
  /** What a run of it takes of them just now, and what other runs do. */
  readonly resourceShare: ResourceShare;
}
