import type { CoveredItem, TaskRecord } from "../core/record.ts";
import type { TaskKind } from "../core/task.ts";

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
  readonly kind: TaskKind;
  readonly params: Readonly<Record<string, unknown>>;
  readonly visibleParams: Readonly<Record<string, unknown>>;
  /** Ids of the tasks that it requires, static and dynamic. */
  readonly requirements: readonly string[];
  /** Which of them stands where in what `requires()` returned; absent where that makes no difference. */
  readonly places?: Readonly<Record<string, string>>;
  readonly code: Readonly<Record<string, CoveredItem>>;
  readonly outputs: readonly ObservedOutput[];
  readonly record: TaskRecord | undefined;
  /** Kept versions whose contents are all still there, the newest first. */
  readonly versions: readonly TaskRecord[];
  /** The nearest task of its family that was made before and is wanted no more: what an edited parameter left behind. */
  readonly predecessor: TaskRecord | undefined;
  readonly forced: boolean;
}
