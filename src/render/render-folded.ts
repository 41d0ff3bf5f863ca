import type { DagNode, DagView } from "../core/dag-view.ts";
import { describeFold, describeWhy } from "./describe-node.ts";
import { describeParams, findVaryingParams } from "./describe-params.ts";
import { escapeXml } from "./escape-xml.ts";
import { type DagPicture, foldFamilies } from "./fold-families.ts";
import { formatDuration } from "./format-duration.ts";
import { groupBy } from "./group-by.ts";
import { BLOCK_STYLE } from "./html-style.ts";
import { renderGridHtml } from "./render-grid-html.ts";
import { STATE_LOOKS, STATES_BY_URGENCY } from "./state-look.ts";

const MOST_ROWS = 40;
const LONGEST_PARAMS = 160;
/** What a page can search of the tasks that have no row, in characters: a thousand short names. */
const MOST_SEARCHED = 8_000;

/**
 * The families that a picture folds, each as a list that opens, which needs no script. Where a
 * page has one, it finds the tasks beyond the rows too.
 */
export function renderFolded(view: DagView, { isSearched = false } = {}): string {
  const picture = foldFamilies(view);
  if (picture === view) return "";
  const families = groupBy(view.nodes, (node) => node.family);
  return picture.nodes
    .map((node) => renderFamily(node, families.get(node.family) ?? [], isSearched))
    .join("");
}

function renderFamily(
  { family, fold }: DagPicture["nodes"][number],
  members: readonly DagNode[],
  isSearched: boolean,
): string {
  if (fold === undefined) return "";
  const varying = findVaryingParams(members);
  const sorted = [...members].sort(byUrgency);
  const shown = sorted.slice(0, MOST_ROWS);
  const describe = ({ params }: DagNode) =>
    describeParams(params, varying).join(" · ").slice(0, LONGEST_PARAMS);
  const rows = shown.map((node) => [
    `${STATE_LOOKS[node.state].mark} ${STATE_LOOKS[node.state].word}`,
    escapeXml(describe(node)),
    node.durationMs === undefined ? "" : formatDuration(node.durationMs),
    escapeXml(describeWhy(node)),
  ]);
  const table = renderGridHtml(["state", "parameters", "time", "why"], rows, [
    "left",
    "left",
    "right",
    "left",
  ]);
  const others = sorted.slice(MOST_ROWS);
  const words = isSearched ? listWords(others, describe) : "";
  const found = words === "" ? "" : ` data-words="${escapeXml(words)}"`;
  return [
    `<details class="cauce-family" data-family="${escapeXml(family)}" style="${BLOCK_STYLE};margin-top:6px">`,
    `<summary style="cursor:pointer"><b>${escapeXml(family)} ×${fold.count}</b>: ${describeFold(fold.states)}</summary>`,
    table,
    others.length > 0 ? `<div class="cauce-more"${found}>and ${others.length} more</div>` : "",
    "</details>",
  ].join("");
}

/** A line a task, as many as there is room for. */
function listWords(nodes: readonly DagNode[], describe: (node: DagNode) => string): string {
  const lines: string[] = [];
  let room = MOST_SEARCHED;
  for (const node of nodes) {
    const line = `${STATE_LOOKS[node.state].mark} ${describe(node)}`;
    room -= line.length + 1;
    if (room < 0) break;
    lines.push(line);
  }
  return lines.join("\n");
}

function byUrgency(a: DagNode, b: DagNode): number {
  return STATES_BY_URGENCY.indexOf(a.state) - STATES_BY_URGENCY.indexOf(b.state);
}
