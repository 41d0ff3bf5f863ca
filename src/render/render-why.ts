import type { Reason } from "../core/reason.ts";
import { describeReason } from "./describe-reason.ts";
import { escapeXml } from "./escape-xml.ts";

/** Why the tasks of a plan would run; a task without reasons comes back from the kept versions. */
export interface WhyView {
  readonly root: string;
  readonly tasks: readonly { readonly id: string; readonly reasons: readonly Reason[]; readonly restorable: boolean }[];
}

const nothing = "nothing would run: everything is fresh";

/** The answer to "why would this run": a line for each task and reason. */
export function renderWhy(view: WhyView): { readonly html: string; readonly text: string } {
  if (view.tasks.length === 0) return { html: `<div><code>${escapeXml(view.root)}</code>: ${nothing}</div>`, text: `${view.root}: ${nothing}` };
  const rows = view.tasks.map(({ id, reasons, restorable }) => ({ id, lines: restorable ? ["an earlier version fits: it comes back without running"] : reasons.map(describeReason) }));
  const text = rows.map(({ id, lines }) => [id, ...lines.map((line) => `  ${line}`)].join("\n")).join("\n");
  const cells = rows.map(({ id, lines }) => `<tr><td style="text-align:left;vertical-align:top"><code>${escapeXml(id)}</code></td><td style="text-align:left">${lines.map(withCode).join("<br>")}</td></tr>`);
  return { html: `<table><thead><tr><th style="text-align:left">would run</th><th style="text-align:left">why</th></tr></thead><tbody>${cells.join("")}</tbody></table>`, text };
}

/** Names stand in backticks in the plain text. */
function withCode(line: string): string {
  return escapeXml(line).replace(/`([^`]+)`/g, "<code>$1</code>");
}
