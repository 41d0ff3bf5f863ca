import type { DagNode, DagView, NodeState } from "../core/dag-view.ts";
import { escapeXml } from "./escape-xml.ts";
import { formatDuration } from "./format-duration.ts";
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

/** Where a run stands: "1 running · 4 of 7 done · 3.2 s · about 9 s of work left". */
export function describeRun(view: DagView, elapsedMs: number): string {
  const running = view.nodes.filter(({ state }) => state === "running").length;
  const failed = view.nodes.filter(({ state }) => state === "failed").length;
  const left = estimateLeft(view);
  return [
    `${running} running`,
    `${countDone(view)} of ${view.nodes.length} done`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    formatDuration(elapsedMs),
    ...(left === undefined ? [] : [`about ${formatDuration(left)} of work left`]),
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

/** The time that all tasks which have not ended should take together; undefined where one is unknown. */
function estimateLeft(view: DagView): number | undefined {
  let sum = 0;
  for (const node of view.nodes) {
    if (DONE.has(node.state) || node.kind === "wrapper") continue;
    const left = leftOf(node);
    if (left === undefined) return undefined;
    sum += left;
  }
  return sum;
}

function leftOf({ expectedMs, elapsedMs = 0 }: DagNode): number | undefined {
  return expectedMs === undefined ? undefined : Math.max(0, expectedMs - elapsedMs);
}
