import type { Batching } from "../core/batch.ts";
import type { CoveredItem, LastFailure, TaskRecord } from "../core/record.ts";
import type { Schedule } from "../core/schedule.ts";
import type { Staleness, TaskKind } from "../core/staleness.ts";

/** An output as it was found on disk. */
export interface ObservedOutput {
  readonly name: string;
  readonly path?: string;
  /** Of its content; undefined where there is none. */
  readonly hash: string | undefined;
}

/** Everything that the decision about one task rests on, as it was found before the run. */
export interface Observation {
  readonly id: string;
  readonly family: string;
  /** The notebook or the module whose task it is, relative to the project's root, where that is known. */
  readonly file?: string | undefined;
  readonly kind: TaskKind;
  readonly params: Readonly<Record<string, unknown>>;
  readonly visibleParams: Readonly<Record<string, unknown>>;
  /** Ids of the tasks that it requires, static and dynamic. */
  readonly requirements: readonly string[];
  /** Which of them stands where in what `requires()` returned; absent where that makes no difference. */
  readonly places?: Readonly<Record<string, string>> | undefined;
  readonly code: Readonly<Record<string, CoveredItem>>;
  /** The text behind the hash of a piece of code, now or as it was recorded; undefined where it is not kept. */
  readonly textOf?: ((hash: string) => string | undefined) | undefined;
  readonly outputs: readonly ObservedOutput[];
  readonly record: TaskRecord | undefined;
  /** Kept versions whose contents are all still there, the newest first. */
  readonly versions: readonly TaskRecord[];
  /** The nearest task of its family that was made before and is wanted no more: what an edited parameter left behind. */
  readonly predecessor: TaskRecord | undefined;
  readonly forced: boolean;
  /** What its class says of when it is stale; "changed" where nothing is said. */
  readonly staleness?: Staleness | undefined;
  /** Its priority, resources and retries; absent where it says nothing of them. */
  readonly schedule?: Schedule | undefined;
  /** With which others it may run at once; absent where it runs on its own. */
  readonly batching?: Batching | undefined;
  /** How it failed when it last ran, where it has not succeeded since. */
  readonly lastFailure?: LastFailure | undefined;
}
