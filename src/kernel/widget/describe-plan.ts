import type { DagNode, DagView } from "../../core/dag-view.ts";
import type { RunSummary } from "../../core/event.ts";
import { formatDuration } from "../../render/format-duration.ts";
import { cutText } from "../../render/format-value.ts";

const mostNamed = 4;

/**
 * Which tasks a run would run, and about how long that takes. A task that no run of its own tells
 * of is expected to take as long as others of its family in `known`.
 */
export function describePlan(view: DagView, known: DagView): string {
  const missing = view.nodes.filter(({ state }) => state === "missing");
  if (missing.length > 0)
    return `Cannot run: ${missing.map(({ outputs }) => outputs.join(", ")).join(", ")} is not there.`;
  const stale = view.nodes.filter(({ state }) => state === "stale");
  if (stale.length === 0) return "Nothing would run: everything is fresh.";
  const named = stale.slice(0, mostNamed).map(({ id }) => cutText(id, 90));
  const more = stale.length - named.length;
  const list = `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const count = stale.length === 1 ? "1 task" : `${stale.length} tasks`;
  return `Would run ${count}: ${list}. ${describeTime(stale, known)}`;
}

/** How a run went: "Done: ran 2, 3 fresh (1.2 s)." */
export function describeEnd({ ran, fresh, failed, cancelled = 0, ms }: RunSummary): string {
  const time = formatDuration(ms);
  if (failed > 0) return `Failed: ${failed} of ${ran + failed} that ran (${time}).`;
  if (cancelled > 0) return `Stopped: ran ${ran}, and ${cancelled} did not run (${time}).`;
  return ran === 0 ? "Done: everything was fresh." : `Done: ran ${ran}, ${fresh} fresh (${time}).`;
}

/** One after the other; several workers need less. */
function describeTime(stale: readonly DagNode[], known: DagView): string {
  const working = stale.filter(({ kind }) => kind === "task");
  const times = working
    .map((node) => node.expectedMs ?? averageOf(node.family, known))
    .filter((ms) => ms !== undefined);
  const sum = formatDuration(times.reduce((total, ms) => total + ms, 0));
  if (times.length === working.length) return `About ${sum}.`;
  if (times.length === 0) return "No earlier run says how long.";
  return `About ${sum}, and of ${working.length - times.length} no earlier run says how long.`;
}

function averageOf(family: string, { nodes }: DagView): number | undefined {
  const times = nodes.flatMap((node) =>
    node.family === family && node.durationMs !== undefined ? [node.durationMs] : [],
  );
  return times.length === 0 ? undefined : times.reduce((sum, ms) => sum + ms, 0) / times.length;
}
