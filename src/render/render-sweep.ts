import { escapeXml } from "./escape-xml.ts";
import { formatValue } from "./format-value.ts";
import { BLOCK_STYLE } from "./html-style.ts";
import { renderFigure } from "./render-figure/render-figure.ts";
import type { Rendered } from "./render-report.ts";
import { renderTable } from "./render-table.ts";
import { type SweptRecords, sweepFigure } from "./sweep-figure.ts";

/** What a sweep found: its rows, the best first. */
export interface SweepInput extends SweptRecords {
  readonly family: string;
  readonly rows: readonly {
    readonly params: Readonly<Record<string, unknown>>;
    readonly metric?: number;
    readonly error?: string;
  }[];
}

const MOST_FAILURES = 10;
const LONGEST_ERROR = 300;

/** The best combination in a line, the table sorted by the metric, what failed, and the plot. */
export function renderSweep(sweep: SweepInput): Rendered {
  const line = describeBest(sweep);
  const { records, parameters, metricName } = sweep;
  const measured = records.filter((row) => typeof row[metricName] === "number");
  const hasMetric = measured.length > 0;
  const table = renderTable(
    hasMetric ? measured : records,
    hasMetric ? [...parameters, metricName] : [...parameters],
  );
  const failures = listFailures(sweep);
  const figure = sweepFigure(sweep);
  const picture = figure === undefined ? undefined : renderFigure(figure);
  return {
    html: `<div style="${BLOCK_STYLE}"><div style="margin-bottom:6px"><b>${escapeXml(line)}</b></div>${failuresHtml(failures)}${table.html}</div>${picture === undefined ? "" : `<div style="margin-top:10px">${picture.html}</div>`}`,
    text: [line, ...failures, table.text, ...(picture === undefined ? [] : [picture.text])].join(
      "\n",
    ),
  };
}

function describeBest({ family, rows, metricName }: SweepInput): string {
  const count = `${family}: ${rows.length} ${rows.length === 1 ? "combination" : "combinations"}`;
  const failed = rows.filter(({ error }) => error !== undefined).length;
  const failures = failed === 0 ? "" : ` · ${failed} failed`;
  const [best] = rows;
  if (best?.metric === undefined) return `${count}${failures}`;
  const value = Number(best.metric.toPrecision(6));
  const ties = rows.filter(
    ({ metric }) => metric?.toPrecision(12) === best.metric?.toPrecision(12),
  ).length;
  const shared = ties > 1 ? ` (shared by ${ties})` : "";
  return `${count}${failures} · best ${metricName} ${value} at ${describeParams(best.params)}${shared}`;
}

function listFailures({ rows }: SweepInput): string[] {
  const failed = rows.filter(({ error }) => error !== undefined);
  const lines = failed
    .slice(0, MOST_FAILURES)
    .map(
      ({ params, error = "" }) => `✗ ${describeParams(params)}: ${error.slice(0, LONGEST_ERROR)}`,
    );
  const more = failed.length - lines.length;
  return more > 0 ? [...lines, `… and ${more} more`] : lines;
}

function failuresHtml(lines: readonly string[]): string {
  const items = lines.map((line) => `<div>${escapeXml(line)}</div>`);
  return items.length === 0 ? "" : `<div style="margin-bottom:8px">${items.join("")}</div>`;
}

function describeParams(params: Readonly<Record<string, unknown>>): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${formatValue(value)}`)
    .join(" · ");
}
