import type { TaskFailure } from "./event.ts";
import type { Reason } from "./reason.ts";
import type { LastFailure } from "./record.ts";

/** What a node of a drawn DAG can look like. */
export type NodeState =
  | "fresh"
  | "stale"
  /** Stale in a run that goes on: it has not begun, for what `waitsFor` says. */
  | "waiting"
  | "running"
  | "succeeded"
  | "failed"
  | "blocked"
  | "cancelled"
  /** An external task: nothing to run, its target is there. */
  | "external"
  /** An external task whose target is not there: nothing that needs it can run. */
  | "missing"
  /** Defined, but not yet planned: only a class is known. */
  | "defined";

/** What keeps a task of a run that goes on from beginning. */
export type WaitsFor =
  | { readonly kind: "tasks"; readonly ids: readonly string[] }
  /** With `isHeldElsewhere` another run of this process has what it would take. */
  | { readonly kind: "resource"; readonly name: string; readonly isHeldElsewhere?: true }
  | { readonly kind: "worker" }
  /** Another run is at the very same task, in the process of that number; in this one where there is none. */
  | { readonly kind: "run"; readonly pid?: number };

export interface DagNode {
  readonly id: string;
  readonly family: string;
  readonly kind: "task" | "external" | "wrapper";
  /** Significant parameters; a private one has the value "•••". */
  readonly params: Readonly<Record<string, unknown>>;
  readonly state: NodeState;
  /** Came back from the kept versions, without running. */
  readonly restored?: boolean;
  readonly reasons: readonly Reason[];
  /** The paths of its outputs, relative to the project's root where they lie in it. */
  readonly outputs: readonly string[];
  /** Only while it waits. */
  readonly waitsFor?: WaitsFor;
  /** Of a blocked task: the ids of the tasks that failed. */
  readonly blockedBy?: readonly string[];
  /** How much of which resource it takes while it runs; absent where it takes none. */
  readonly resources?: Readonly<Record<string, number>>;
  readonly progress?: { readonly done: number; readonly total: number };
  readonly durationMs?: number;
  /** How many tasks shared its attempt, of whose time `durationMs` is its part; absent where it ran alone. */
  readonly batch?: number;
  /** How long a run of it should take: as the last one did, or the median of its family's. */
  readonly expectedMs?: number;
  /** Only while it runs: since it was started. */
  readonly elapsedMs?: number;
  /** What is known of the run that made its outputs. */
  readonly lastRun?: {
    readonly finishedAtMs: number;
    /** By output, as `outputs` names it; only those whose size is known. */
    readonly sizesBytes: Readonly<Record<string, number>>;
  };
  readonly failure?: TaskFailure;
  /** Of a stale task: how it failed when it last ran, where it has not succeeded since. */
  readonly lastFailure?: LastFailure;
}

/** A DAG as it stands at one moment: everything a picture of it needs. `from` is required by `to`. */
export interface DagView {
  readonly root: string;
  readonly nodes: readonly DagNode[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}
