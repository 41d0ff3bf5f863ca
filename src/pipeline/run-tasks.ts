import type { TaskOrder } from "../executor/thread-messages.ts";
import type { Plan } from "../plan/plan.ts";
import type { CodeTexts } from "./code-texts.ts";
import type { ObservedTask } from "./observed-task.ts";
import type { FoundTasks } from "./task-code.ts";

/** The tasks of a run, as its lead knows them: without their code. */
export interface RunTasks {
  /** What the run is called: the id of the task that was asked for. */
  readonly root: string;
  readonly plan: Plan;
  readonly texts: Pick<CodeTexts, "keep">;
  /** What `requires()` returned, without what it asked for when it ran. */
  ownRequirementsOf(id: string): readonly string[];
  /** False for a task whose class says nothing of what it does. */
  hasWork(id: string): boolean;
  /** How a thread finds it; undefined for one that only runs where its code is. */
  orderOf(id: string): Promise<TaskOrder | undefined> | TaskOrder | undefined;
  /** Takes in what was found while the run went on. */
  add(found: FoundTasks): readonly ObservedTask[];
}
