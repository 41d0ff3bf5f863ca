import type { DagNode, NodeState } from "../core/dag-view.ts";
import type { ErrorDetail } from "../core/error-detail.ts";
import type { RunSummary, TaskFailure } from "../core/event.ts";
import { describeWhy, nameBatch } from "./describe-node.ts";
import { describeParams, findVaryingParams } from "./describe-params.ts";
import { escapeXml } from "./escape-xml.ts";
import { formatDuration } from "./format-duration.ts";
import { groupBy } from "./group-by.ts";
import { BLOCK_STYLE, MONO, stateMarkHtml } from "./html-style.ts";
import { renderFailure } from "./render-failure.ts";
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

const MOST_ROWS = 30;
/** Of a longer table only what is not done stands open: what follows is what the reader came for. */
const MOST_OPEN_ROWS = 12;
const UNDONE: ReadonlySet<NodeState> = new Set(["failed", "missing", "blocked", "cancelled"]);
/** Failures that are shown with their code; of many one mistake is often the reason. */
const MOST_FAILURES = 5;
const HEADINGS = ["", "task", "state", "time", "why"];

export interface ReportLook {
  /** False leaves the line of counts out of the HTML, for a place that has it already. */
  readonly headed?: boolean;
  /** How much is told of each failure. */
  readonly detail?: ErrorDetail;
}

interface ToldFailure {
  readonly id: string;
  readonly lines: readonly string[];
}

/** The summary after a run: the counts in one line, then a table of tasks, failures first. */
export function renderReport(
  input: ReportInput,
  { headed = true, detail = "short" }: ReportLook = {},
): Rendered {
  const line = describeSummary(input.summary);
  const nodes = sortNodes(input.nodes);
  const shown = nodes.slice(0, MOST_ROWS);
  const labels = labelTasks(shown);
  const failures = listFailures(nodes, detail);
  const more = nodes.length > shown.length ? `and ${nodes.length - shown.length} more` : "";
  return {
    html: `${reportHtml(headed ? line : "", shown, labels, more)}${failuresHtml(failures)}`,
    text: [line, reportText(shown, labels), more, failuresText(failures)]
      .filter((part) => part !== "")
      .join("\n"),
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

/** Failures of which more is known than their row in the table says; one that several share is told once. */
function listFailures(nodes: readonly DagNode[], detail: ErrorDetail): ToldFailure[] {
  const told = nodes.flatMap(({ id, failure }) =>
    failure === undefined || (detail === "short" && !hasMoreToTell(failure))
      ? []
      : [{ id, lines: renderFailure(failure, { detail }) }],
  );
  return [...groupBy(told, ({ lines }) => lines.join("\n")).values()]
    .slice(0, MOST_FAILURES)
    .flatMap(([first, ...others]) =>
      first === undefined ? [] : [{ ...first, id: nameAll(first.id, others.length) }],
    );
}

function nameAll(id: string, others: number): string {
  return others === 0 ? id : `${id} and ${others} more`;
}

function hasMoreToTell({ frame, cause, errors }: TaskFailure): boolean {
  return frame !== undefined || cause !== undefined || errors !== undefined;
}

function failuresText(failures: readonly ToldFailure[]): string {
  return failures
    .map(({ id, lines }) => `\n${STATE_LOOKS.failed.mark} ${id}\n${lines.join("\n")}`)
    .join("\n");
}

function failuresHtml(failures: readonly ToldFailure[]): string {
  const style = `${MONO};margin:2px 0 0;padding:6px 10px;overflow-x:auto;white-space:pre;border-left:3px solid ${STATE_LOOKS.failed.light.ink};background-color:rgba(128, 138, 150, 0.12);color:inherit`;
  return failures
    .map(
      ({ id, lines }) =>
        `<div style="${BLOCK_STYLE};margin-top:8px"><b>${STATE_LOOKS.failed.mark} ${escapeXml(id)}</b><pre tabindex="0" style="${style}">${escapeXml(lines.join("\n"))}</pre></div>`,
    )
    .join("");
}

function timeWords({ durationMs, restored, batch }: DagNode): string {
  if (restored === true) return "restored";
  if (durationMs === undefined) return "";
  const time = formatDuration(durationMs);
  return batch === undefined ? time : `${time}, ${nameBatch(batch)}`;
}

function reportText(nodes: readonly DagNode[], labels: ReadonlyMap<DagNode, string>): string {
  const rows = nodes.map((node) => [
    STATE_LOOKS[node.state].mark,
    `${node.family}  ${labels.get(node) ?? ""}`.trimEnd(),
    STATE_LOOKS[node.state].word,
    timeWords(node),
    describeWhy(node),
  ]);
  return renderGridText(
    HEADINGS,
    rows,
    ["left", "left", "left", "right", "left"],
    [1, 44, 9, 22, 28],
  );
}

function reportHtml(
  line: string,
  nodes: readonly DagNode[],
  labels: ReadonlyMap<DagNode, string>,
  more: string,
): string {
  const tail = more === "" ? "" : `<div style="opacity:0.75">${more}</div>`;
  const head = line === "" ? "" : `<div style="margin-bottom:6px"><b>${escapeXml(line)}</b></div>`;
  const isLong = nodes.length > MOST_OPEN_ROWS;
  const open = isLong ? nodes.filter(({ state }) => UNDONE.has(state)) : nodes;
  const all = `<details><summary style="cursor:pointer">every task</summary>${taskTable(nodes, labels)}${tail}</details>`;
  const table = open.length === 0 ? "" : taskTable(open, labels);
  return `<div style="${BLOCK_STYLE};margin-top:8px">${head}${table}${isLong ? all : tail}</div>`;
}

function taskTable(nodes: readonly DagNode[], labels: ReadonlyMap<DagNode, string>): string {
  const rows = nodes.map((node) => [
    `<b>${escapeXml(node.family)}</b>`,
    escapeXml((labels.get(node) ?? "").slice(0, 160)),
    stateMarkHtml(STATE_LOOKS[node.state]),
    escapeXml(timeWords(node).replaceAll(" ", "\u00a0")),
    escapeXml(describeWhy(node)),
  ]);
  return renderGridHtml(["task", "parameters", "state", "time", "why"].map(escapeXml), rows, [
    "left",
    "left",
    "left",
    "right",
    "left",
  ]);
}
