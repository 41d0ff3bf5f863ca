import type { Decision } from "./decide.ts";
import { median } from "./median.ts";
import type { Observation } from "./observation.ts";

interface Planned {
  readonly task: Observation;
  readonly decision: Decision;
  readonly dependents: readonly string[];
}

const unknownMs = 1;

/**
 * How long each task and the longest way of what waits for it will take, by what was recorded when
 * they last ran. One that never ran counts as the median of the others. The tasks come in an order
 * in which each stands after what it requires.
 */
export function estimatePaths(planned: readonly Planned[]): Map<string, number> {
  const known = planned.flatMap(({ task: { record } }) =>
    record === undefined ? [] : [record.durationMs],
  );
  const guessMs = Math.max(unknownMs, median(known) ?? unknownMs);
  const paths = new Map<string, number>();
  for (let at = planned.length - 1; at >= 0; at--) {
    const { task, decision, dependents } = planned[at] as Planned;
    let longestMs = 0;
    for (const id of dependents) longestMs = Math.max(longestMs, paths.get(id) ?? 0);
    const ownMs = decision.state === "stale" ? (task.record?.durationMs ?? guessMs) : 0;
    paths.set(task.id, longestMs + ownMs);
  }
  return paths;
}
