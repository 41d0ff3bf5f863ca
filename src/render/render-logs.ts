import { escapeXml } from "./escape-xml.ts";
import { cutText } from "./format-value.ts";
import { BLOCK_STYLE, MONO } from "./html-style.ts";
import type { Rendered } from "./render-report.ts";

/** What one task has printed: its last lines. */
export interface TaskLog {
  readonly id: string;
  readonly lines: readonly { readonly text: string; readonly isError: boolean }[];
  /** How many earlier lines are left out. */
  readonly omitted: number;
}

const LONGEST_ID = 160;
/** A box in reverse is scrolled to its end at first, without a script. */
const NEWEST_IN_VIEW = "display:flex;flex-direction:column-reverse;max-height:320px;overflow:auto";
const WARNING = "background-color:rgba(200,140,40,0.16)";

/** What the tasks of a run printed, each by itself: a list under the picture that opens. */
export function renderLogs(logs: readonly TaskLog[]): Rendered {
  if (logs.length === 0) return { html: "", text: "" };
  const count = logs.reduce((sum, { lines, omitted }) => sum + lines.length + omitted, 0);
  const head = `Log: ${count} ${count === 1 ? "line" : "lines"} of ${describeTasks(logs)}`;
  return {
    html: [
      `<details class="cauce-log" data-family="log" style="${BLOCK_STYLE};margin-top:6px">`,
      `<summary style="cursor:pointer">${escapeXml(head)}</summary>`,
      `<div tabindex="0" role="group" aria-label="Log" style="${NEWEST_IN_VIEW}"><div>${logs.map(logHtml).join("")}</div></div></details>`,
    ].join(""),
    text: logs.map(logText).join("\n"),
  };
}

function describeTasks(logs: readonly TaskLog[]): string {
  const [first] = logs;
  return logs.length === 1 && first !== undefined
    ? cutText(first.id, LONGEST_ID)
    : `${logs.length} tasks`;
}

function logHtml({ id, lines, omitted }: TaskLog): string {
  const rows = lines.map(
    ({ text, isError }) =>
      `<div style="white-space:pre-wrap;overflow-wrap:anywhere${isError ? `;${WARNING}` : ""}">${escapeXml(text) || "\u00a0"}</div>`,
  );
  return `<div style="margin:4px 0 8px 0"><b>${escapeXml(cutText(id, LONGEST_ID))}</b><div style="${MONO}">${omittedHtml(omitted)}${rows.join("")}</div></div>`;
}

function omittedHtml(omitted: number): string {
  return omitted === 0 ? "" : `<div style="opacity:0.75">${describeOmitted(omitted)}</div>`;
}

function logText({ id, lines, omitted }: TaskLog): string {
  const shown = lines.map(({ text }) => `  ${text}`);
  return [
    `${cutText(id, LONGEST_ID)}:`,
    ...(omitted === 0 ? [] : [`  ${describeOmitted(omitted)}`]),
    ...shown,
  ].join("\n");
}

function describeOmitted(omitted: number): string {
  return `… ${omitted} earlier ${omitted === 1 ? "line" : "lines"}`;
}
