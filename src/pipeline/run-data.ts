import type { TaskKind } from "../core/staleness.ts";
import type { Decision } from "../plan/decide.ts";
import type { LeadOptions } from "./lead-run.ts";
import type { ObservedFacts } from "./observed-task.ts";
import type { SentSources } from "./sent-sources.ts";
import type { RunTask } from "./task-code.ts";

/** A task that the run may have to do with. */
export interface OpenTask extends RunTask {
  readonly observed: ObservedFacts;
  readonly decision: Decision;
}

/** A task that is fresh, as is all that it requires: nothing of the run can change that. */
export interface SettledTask
  extends Pick<ObservedFacts, "id" | "family" | "visibleParams" | "requirements"> {
  readonly kind: TaskKind;
  readonly content: string;
  /** How long it took when it ran. */
  readonly durationMs?: number;
}

/** A plan as data, whole: what another thread needs to lead its run. */
export interface RunData {
  readonly root: string;
  /** Each after what it requires. */
  readonly tasks: readonly (OpenTask | SettledTask)[];
  /** The texts behind the hashes of their code, as it is now. */
  readonly texts: ReadonlyMap<string, string>;
  readonly sources: SentSources;
  readonly options: Pick<LeadOptions, "workers" | "resources" | "keepGoing">;
  /** How much memory the JavaScript of one worker thread may take; V8's own limit where it says nothing. */
  readonly workerMemoryMb?: number;
}
