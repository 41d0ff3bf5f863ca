import type { DagNode, DagView, NodeState } from "../core/dag-view.ts";
import { estimateRun } from "../plan/estimate-run.ts";
import { escapeXml } from "./escape-xml.ts";
import { formatDuration } from "./format-duration.ts";
import { groupBy } from "./group-by.ts";
import { BLOCK_STYLE } from "./html-style.ts";
import { STATE_LOOKS } from "./state-look.ts";

const DONE: ReadonlySet<NodeState> = new Set([
  "succeeded",
  "fresh",
  "external",
  "failed",
  "blocked",
  "cancelled",
]);

/**
 * Where a run stands: "1 running · 4 of 7 done · 3.2 s · about 9 s left", by what
 * so many workers will still need.
 */
export function describeRun(view: DagView, elapsedMs: number, workers = 1): string {
  const running = view.nodes.filter(({ state }) => state === "running").length;
  const failed = view.nodes.filter(({ state }) => state === "failed").length;
  const left = estimateLeft(view, workers);
  return [
    `${running} running`,
    `${countDone(view)} of ${view.nodes.length} done`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    formatDuration(elapsedMs),
    ...(left === undefined ? [] : [`about ${formatDuration(left)} left`]),
  ].join(" · ");
}

/** The line above a run's picture, as high while it goes on as when it has ended; `share` is of 1. */
export function renderStatusLine(words: string, share?: number): string {
  const ink = STATE_LOOKS.running.light.ink;
  const percent = Math.round(100 * (share ?? 0));
  const bar = `<div style="height:3px;border-radius:2px;margin-top:4px;background-color:rgba(128, 138, 150, 0.25)${share === undefined ? ";opacity:0" : ""}"><div style="height:3px;border-radius:2px;width:${percent}%;background-color:${ink}"></div></div>`;
  return `<div style="${BLOCK_STYLE};margin-bottom:8px"><b style="font-variant-numeric:tabular-nums">${escapeXml(words)}</b>${bar}</div>`;
}

/** How much of a run is behind it, from 0 to 1. */
export function shareOfRun(view: DagView): number {
  return view.nodes.length === 0 ? 1 : countDone(view) / view.nodes.length;
}

function countDone(view: DagView): number {
  return view.nodes.filter(({ state }) => DONE.has(state)).length;
}

/** How long the run will go on; undefined where that is unknown of a task. */
function estimateLeft({ nodes, edges }: DagView, workers: number): number | undefined {
  const requirements = groupBy(edges, ({ to }) => to);
  const awaited = nodes
    .filter(({ state }) => !DONE.has(state))
    .map((node) => ({
      id: node.id,
      requirements: (requirements.get(node.id) ?? []).map(({ from }) => from),
      expectedMs: node.kind === "wrapper" ? 0 : leftOf(node),
    }));
  const { ms, unknown } = estimateRun(awaited, workers);
  return unknown === 0 ? ms : undefined;
}

/** What a task says of its own progress is better than what its last run took. */
function leftOf({ expectedMs, elapsedMs = 0, progress }: DagNode): number | undefined {
  if (progress !== undefined && progress.done > 0 && progress.total > 0 && elapsedMs > 0)
    return Math.max(0, (elapsedMs * (progress.total - progress.done)) / progress.done);
  return expectedMs === undefined ? undefined : Math.max(0, expectedMs - elapsedMs);
}
