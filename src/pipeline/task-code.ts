import type { Executor } from "../core/executor.ts";
import type { DynamicRequirement } from "../core/record.ts";
import type { AskedTask, TaskOrder } from "../executor/thread-messages.ts";
import type { ObservedFacts } from "./observed-task.ts";

/** What a run needs to know of a task beside what was observed, as data. */
export interface RunTask {
  readonly ownRequirements: readonly string[];
  readonly hasWork: boolean;
  /** Absent for one that only runs where its code is. */
  readonly order?: TaskOrder;
}

/** Tasks that a run did not plan with, as they are now: each after what it requires. */
export interface FoundTasks {
  readonly observed: readonly ObservedFacts[];
  readonly tasks: ReadonlyMap<string, RunTask>;
  /** Those of them that a running task asked for itself, as its record keeps them. */
  readonly asked: readonly DynamicRequirement[];
  /** The texts behind the hashes of their code, where whoever leads the run has no others. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * What of a run only the thread can do that holds the code of its tasks. Questions and answers are
 * data: the run may be led in another thread. Attempts are those of tasks without an order; one that
 * yields further tasks looks at them there, and comes to the lead with what it found.
 */
export interface TaskCode extends Executor<FoundTasks> {
  /** Looks at tasks that a running one asked for in its thread, and at all that they require. */
  findAsked(asked: readonly AskedTask[], by: string): Promise<FoundTasks>;
  /** Looks anew at a task that another run was at, and at what it asked for there: the task comes last. */
  findAnew(id: string): Promise<FoundTasks>;
  /** The hashes of those outputs of a task that are no files, by their names; undefined where there is nothing. */
  hashOutputs(id: string): Promise<ReadonlyMap<string, string | undefined>>;
}
