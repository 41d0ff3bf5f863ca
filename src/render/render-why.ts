import type { Reason } from "../core/reason.ts";
import type { LastFailure } from "../core/record.ts";
import type { RunEstimate } from "../plan/estimate-run.ts";
import { describeLastFailure, describeReasons, listDiffs, listReasons } from "./describe-reason.ts";
import { escapeXml } from "./escape-xml.ts";
import { formatDuration } from "./format-duration.ts";
import { cutText } from "./format-value.ts";
import { BLOCK_STYLE, MONO } from "./html-style.ts";
import type { Rendered } from "./render-report.ts";

/** Why tasks would run, in the order in which they would. */
export interface WhyInput {
  /** The id of the task that was asked about. */
  readonly root: string;
  /** About how long the run would take. */
  readonly estimate?: RunEstimate;
  readonly tasks: readonly {
    readonly id: string;
    readonly reasons: readonly Reason[];
    /** It would not run: an earlier version of its outputs fits and comes back. */
    readonly restorable: boolean;
    /** It cannot run: a file that it stands for is not there. */
    readonly missing?: true;
    readonly expectedMs?: number;
    /** How it failed when it last ran. */
    readonly lastFailure?: LastFailure;
  }[];
}

const LONGEST_ID = 160;

/** The answer to `why`: each task that would run, with its reasons below it; the first `most` of them. */
export function renderWhy(
  { root, tasks, estimate }: WhyInput,
  { most = Number.POSITIVE_INFINITY }: { readonly most?: number } = {},
): Rendered {
  if (tasks.length === 0) {
    const name = cutText(root, LONGEST_ID);
    return {
      html: `<div style="${BLOCK_STYLE}"><b>${escapeXml(name)}</b> is fresh: nothing would run.</div>`,
      text: `${name} is fresh: nothing would run.`,
    };
  }
  const head = [countWords(tasks), estimateWords(tasks, estimate)].join("");
  const shown = tasks.slice(0, most);
  const more = tasks.length - shown.length;
  const rest = more === 0 ? [] : [`and ${more} more`];
  const items = shown.map(
    (task) =>
      `<li style="margin:2px 0"><span style="${MONO}">${escapeXml(cutText(task.id, LONGEST_ID))}</span><br>${escapeXml(whyWords(task))}${diffsHtml(task)}</li>`,
  );
  return {
    html: `<div style="${BLOCK_STYLE}"><b>${escapeXml(head)}</b><ol style="margin:4px 0 0 0;padding-left:24px">${items.join("")}</ol>${rest.join("")}</div>`,
    text: [head, ...shown.flatMap(taskLines), ...rest.map((line) => `  ${line}`)].join("\n"),
  };
}

function countWords(tasks: WhyInput["tasks"]): string {
  const restored = tasks.filter((task) => task.restorable).length;
  const missing = tasks.filter((task) => task.missing).length;
  const run = tasks.length - restored - missing;
  const parts = [`${run} ${run === 1 ? "task" : "tasks"} would run`];
  if (restored > 0) parts.push(`${restored} would come back from kept versions`);
  return `${missing > 0 ? "nothing can run while a file is missing; after that, " : ""}${parts.join(", ")}`;
}

/** ", about 12 s; 2 tasks never ran, so no estimate for them"; no more than what is known. */
function estimateWords(tasks: WhyInput["tasks"], estimate: RunEstimate | undefined): string {
  if (estimate === undefined) return "";
  const { ms, unknown } = estimate;
  const about = tasks.some(({ expectedMs }) => expectedMs !== undefined)
    ? `, about ${formatDuration(ms)}`
    : "";
  if (unknown === 0) return about;
  const which = unknown === 1 ? "1 task" : `${unknown} tasks`;
  return `${about}; ${which} never ran, so no estimate for ${unknown === 1 ? "it" : "them"}`;
}

function whyWords(task: WhyInput["tasks"][number]): string {
  if (task.restorable) return "comes back from the kept versions";
  const failed = task.lastFailure === undefined ? "" : `; ${describeLastFailure(task.lastFailure)}`;
  return `${describeReasons(task.reasons)}${failed}`;
}

function taskLines(task: WhyInput["tasks"][number]): string[] {
  const failed = task.lastFailure === undefined ? [] : [describeLastFailure(task.lastFailure)];
  const reasons = task.restorable ? [whyWords(task)] : [...listReasons(task.reasons), ...failed];
  const diffs = listDiffs(task.reasons).flatMap(({ of, lines }) => [
    `      ${of}`,
    ...lines.map((line) => `        ${line}`),
  ]);
  const id = cutText(task.id, LONGEST_ID);
  return [`  ${id}`, ...reasons.map((reason) => `    ${reason}`), ...diffs];
}

/** Colours of middle lightness, which read on light and dark. */
const LINE_TINTS: Readonly<Record<string, string>> = {
  "-": "background-color:rgba(220,80,80,0.18)",
  "+": "background-color:rgba(60,170,90,0.18)",
};

function diffsHtml({ reasons }: WhyInput["tasks"][number]): string {
  return listDiffs(reasons)
    .map(({ of, lines }) => {
      const rows = lines.map(
        (line) =>
          `<div style="white-space:pre-wrap;${LINE_TINTS[line[0] ?? ""] ?? ""}">${escapeXml(line)}</div>`,
      );
      return `<div style="margin:2px 0 4px 0"><span>${escapeXml(of)}</span><div style="${MONO}">${rows.join("")}</div></div>`;
    })
    .join("");
}
