import type { CodeFrame } from "./code-frame.ts";
import type { Reason } from "./reason.ts";

/** The states in which a task of a plan can end. Every task ends in exactly one of them. */
export type SettledStatus = "succeeded" | "fresh" | "failed" | "blocked" | "cancelled";

/** What a run tells, in the order in which it happens. `--json` prints exactly these objects. */
export type RunEvent =
  | { readonly event: "plan"; readonly tasks: number; readonly stale: number }
  | ({ readonly event: "task" } & TaskHead & TaskChange)
  | ({ readonly event: "wait" } & TaskHead & {
        /** The process whose run has the task: it may be this one. */
        readonly pid: number;
        /** That run has let go of it. */
        readonly isOver?: true;
      })
  | ({ readonly event: "progress" } & TaskHead & { readonly done: number; readonly total: number })
  | ({ readonly event: "log" } & TaskHead & {
        readonly text: string;
        /** Where a task's own `console.log` and the like went; absent for `this.log`. */
        readonly stream?: "stdout" | "stderr";
        /** The attempt that has failed, where the text tells that another one follows. */
        readonly attempt?: number;
      })
  | ({ readonly event: "summary" } & RunSummary);

export interface TaskHead {
  readonly id: string;
  readonly family: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export type TaskChange =
  | { readonly status: "started"; readonly reason: readonly Reason[] }
  | {
      readonly status: "succeeded";
      /** Of the last attempt. */
      readonly ms: number;
      /** Absent where the first one was the last. */
      readonly attempts?: number;
      /** How many tasks ran at once in its batch, of whose time `ms` is its share; absent where it ran alone. */
      readonly batch?: number;
      readonly outputs: readonly string[];
    }
  | { readonly status: "fresh"; readonly restored?: true }
  | {
      readonly status: "failed";
      readonly ms: number;
      readonly attempts?: number;
      readonly batch?: number;
      readonly error: TaskFailure;
    }
  | { readonly status: "blocked"; readonly by: readonly string[] }
  | { readonly status: "cancelled" };

export interface TaskFailure {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  /** Where in the user's code it was thrown: "cell 4", line, column. */
  readonly place?: string;
  readonly line?: number;
  readonly column?: number;
  /** The lines of code around that place. */
  readonly frame?: CodeFrame;
  /** What led to it, as the error's `cause` says. */
  readonly cause?: TaskFailure;
  /** Of an `AggregateError`: the first of the errors that it gathers. */
  readonly errors?: readonly TaskFailure[];
  /** How many it gathers beyond those. */
  readonly moreErrors?: number;
  readonly stack?: string;
}

export interface RunSummary {
  /** Tasks that ran and succeeded. */
  readonly ran: number;
  readonly fresh: number;
  readonly failed: number;
  readonly blocked: number;
  /** Only when the run was interrupted, or stopped at a failure: tasks that were stopped or not started. */
  readonly cancelled?: number;
  readonly ms: number;
}
