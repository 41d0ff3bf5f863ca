import { HAIRLINE } from "./html-style.ts";

export type Align = "left" | "right";

/** A table with inline styles only. Headings and cells are HTML: the caller has escaped them. */
export function renderGridHtml(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  aligns: readonly Align[],
): string {
  const cell = (tag: "th" | "td", html: string, index: number, extra: string): string =>
    `<${tag} style="text-align:${aligns[index] ?? "left"};padding:4px 12px;vertical-align:top${extra}">${html}</${tag}>`;
  const heads = headings.map((heading, index) => cell("th", heading, index, ";font-weight:600"));
  const body = rows.map((row) => tableRow(row.map((html, index) => cell("td", html, index, ""))));
  return (
    `<table style="border-collapse:collapse;margin:0;border:none;font-size:13px;color:inherit">` +
    `<thead>${tableRow(heads)}</thead><tbody>${body.join("")}</tbody></table>`
  );
}

/** With the line below it: on each cell that would take half of a table's room in the file. */
function tableRow(cells: readonly string[]): string {
  return `<tr style="background:none;border-bottom:${HAIRLINE}">${cells.join("")}</tr>`;
}
