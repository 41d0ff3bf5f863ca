import type { DagNode, DagView } from "../core/dag-view.ts";
import { describeFailure, describeFold } from "./describe-node.ts";
import { describeParams, findVaryingParams } from "./describe-params.ts";
import { describeReasons } from "./describe-reason.ts";
import { escapeXml } from "./escape-xml.ts";
import { type DagPicture, foldFamilies } from "./fold-families.ts";
import { formatDuration } from "./format-duration.ts";
import { groupBy } from "./group-by.ts";
import { BLOCK_STYLE } from "./html-style.ts";
import { renderGridHtml } from "./render-grid-html.ts";
import { STATE_LOOKS, STATES_BY_URGENCY } from "./state-look.ts";

const MOST_ROWS = 40;

/** The families that a picture folds, each as a list that opens, which needs no script. */
export function renderFolded(view: DagView): string {
  const picture = foldFamilies(view);
  if (picture === view) return "";
  const families = groupBy(view.nodes, (node) => node.family);
  return picture.nodes.map((node) => renderFamily(node, families.get(node.family) ?? [])).join("");
}

function renderFamily({ family, fold }: DagPicture["nodes"][number], members: readonly DagNode[]) {
  if (fold === undefined) return "";
  const varying = findVaryingParams(members);
  const shown = [...members].sort(byUrgency).slice(0, MOST_ROWS);
  const rows = shown.map((node) => [
    `${STATE_LOOKS[node.state].mark} ${STATE_LOOKS[node.state].word}`,
    escapeXml(describeParams(node.params, varying).join(" · ").slice(0, 160)),
    node.durationMs === undefined ? "" : formatDuration(node.durationMs),
    escapeXml(
      node.failure === undefined ? describeReasons(node.reasons) : describeFailure(node.failure),
    ),
  ]);
  const table = renderGridHtml(["state", "parameters", "time", "why"], rows, [
    "left",
    "left",
    "right",
    "left",
  ]);
  const more = members.length - shown.length;
  return [
    `<details class="cauce-family" data-family="${escapeXml(family)}" style="${BLOCK_STYLE};margin-top:6px">`,
    `<summary style="cursor:pointer"><b>${escapeXml(family)} ×${fold.count}</b>: ${describeFold(fold.states)}</summary>`,
    table,
    more > 0 ? `<div>and ${more} more</div>` : "",
    "</details>",
  ].join("");
}

function byUrgency(a: DagNode, b: DagNode): number {
  return STATES_BY_URGENCY.indexOf(a.state) - STATES_BY_URGENCY.indexOf(b.state);
}
