import type { DagNode, NodeState } from "../core/dag-view.ts";
import type { RunSummary } from "../core/event.ts";
import { describeFailure } from "./describe-node.ts";
import { describeParams, findVaryingParams } from "./describe-params.ts";
import { describeReasons } from "./describe-reason.ts";
import { escapeXml } from "./escape-xml.ts";
import { formatDuration } from "./format-duration.ts";
import { groupBy } from "./group-by.ts";
import { BLOCK_STYLE, stateMarkHtml } from "./html-style.ts";
import { renderGridHtml } from "./render-grid-html.ts";
import { renderGridText } from "./render-grid-text.ts";
import { STATE_LOOKS, STATES_BY_URGENCY } from "./state-look.ts";

/** What a run left: its counts, and its tasks in the states in which they ended. */
export interface ReportInput {
  readonly summary: RunSummary;
  readonly nodes: readonly DagNode[];
}

/** A thing to show, as HTML for a page and as plain text. */
export interface Rendered {
  readonly html: string;
  readonly text: string;
}

const MOST_ROWS = 50;
/** A longer table that tells of no failure is closed: what follows is what the reader came for. */
const MOST_OPEN_ROWS = 12;
const HEADINGS = ["", "task", "state", "time", "why"];

/**
 * The summary after a run: the counts in one line, then a table of tasks, failures first. With
 * `headed` false the HTML leaves the line out, for a place that has it already.
 */
export function renderReport(input: ReportInput, { headed = true } = {}): Rendered {
  const line = describeSummary(input.summary);
  const nodes = sortNodes(input.nodes);
  const shown = nodes.slice(0, MOST_ROWS);
  const labels = labelTasks(shown);
  const more = nodes.length > shown.length ? `and ${nodes.length - shown.length} more` : "";
  return {
    html: reportHtml(headed ? line : "", shown, labels, more),
    text: [line, reportText(shown, labels), more].filter((part) => part !== "").join("\n"),
  };
}

/** The counts of a run in one line: "ran 2 · fresh 2 · failed 0 · blocked 0 · 120 ms". */
export function describeSummary(summary: RunSummary): string {
  const { ran, fresh, failed, blocked, cancelled, ms } = summary;
  const counts = [`ran ${ran}`, `fresh ${fresh}`, `failed ${failed}`, `blocked ${blocked}`];
  if (cancelled !== undefined) counts.push(`cancelled ${cancelled}`);
  return [...counts, formatDuration(ms)].join(" · ");
}

function sortNodes(nodes: readonly DagNode[]): DagNode[] {
  const rank = (state: NodeState): number => STATES_BY_URGENCY.indexOf(state);
  return [...nodes].sort((a, b) => rank(a.state) - rank(b.state));
}

function labelTasks(nodes: readonly DagNode[]): Map<DagNode, string> {
  const labels = new Map<DagNode, string>();
  for (const siblings of groupBy(nodes, (node) => node.family).values()) {
    const varying = findVaryingParams(siblings);
    for (const node of siblings) labels.set(node, describeParams(node.params, varying).join(" · "));
  }
  return labels;
}

function whyWords(node: DagNode): string {
  return node.failure === undefined ? describeReasons(node.reasons) : describeFailure(node.failure);
}

function timeWords({ durationMs, restored }: DagNode): string {
  if (restored === true) return "restored";
  return durationMs === undefined ? "" : formatDuration(durationMs);
}

function reportText(nodes: readonly DagNode[], labels: ReadonlyMap<DagNode, string>): string {
  const rows = nodes.map((node) => [
    STATE_LOOKS[node.state].mark,
    `${node.family}  ${labels.get(node) ?? ""}`.trimEnd(),
    STATE_LOOKS[node.state].word,
    timeWords(node),
    whyWords(node),
  ]);
  return renderGridText(
    HEADINGS,
    rows,
    ["left", "left", "left", "right", "left"],
    [1, 44, 9, 10, 28],
  );
}

function reportHtml(
  line: string,
  nodes: readonly DagNode[],
  labels: ReadonlyMap<DagNode, string>,
  more: string,
): string {
  const rows = nodes.map((node) => [
    `<b>${escapeXml(node.family)}</b>`,
    escapeXml((labels.get(node) ?? "").slice(0, 160)),
    stateMarkHtml(node.state),
    escapeXml(timeWords(node).replaceAll(" ", "\u00a0")),
    escapeXml(whyWords(node)),
  ]);
  const table = renderGridHtml(
    ["task", "parameters", "state", "time", "why"].map(escapeXml),
    rows,
    ["left", "left", "left", "right", "left"],
  );
  const tail = more === "" ? "" : `<div style="opacity:0.75">${more}</div>`;
  const head = line === "" ? "" : `<div style="margin-bottom:6px"><b>${escapeXml(line)}</b></div>`;
  const isOpen = nodes.length <= MOST_OPEN_ROWS || nodes.some(({ state }) => state === "failed");
  const body = isOpen
    ? `${table}${tail}`
    : `<details><summary style="cursor:pointer">every task</summary>${table}${tail}</details>`;
  return `<div style="${BLOCK_STYLE};margin-top:8px">${head}${body}</div>`;
}
