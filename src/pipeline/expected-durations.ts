import type { CheckpointStore } from "../core/checkpoint-store.ts";
import { median } from "../plan/median.ts";
import type { Observation } from "../plan/observation.ts";

/** How long a run of a task should take; undefined where nothing is known. */
export type ExpectedDuration = (task: Observation) => number | undefined;

/** As long as its last run; the median of its family, of whatever parameters, where it never ran. */
export function expectedDurations(store: CheckpointStore): ExpectedDuration {
  const families = new Map<string, number | undefined>();
  return ({ kind, family, record }) => {
    if (kind === "external") return undefined;
    if (record !== undefined) return record.durationMs;
    if (!families.has(family))
      families.set(family, median(store.readFamily(family).map(({ durationMs }) => durationMs)));
    return families.get(family);
  };
}
