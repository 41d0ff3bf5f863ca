import { HAIRLINE } from "./html-style.ts";

export type Align = "left" | "right";

/** A table with inline styles only. Headings and cells are HTML: the caller has escaped them. */
export function renderGridHtml(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  aligns: readonly Align[],
): string {
  const cell = (tag: "th" | "td", html: string, index: number, extra: string): string =>
    `<${tag} style="text-align:${aligns[index] ?? "left"};padding:4px 12px;border:none;${extra}">${html}</${tag}>`;
  const heads = headings.map((heading, index) =>
    cell("th", heading, index, `border-bottom:${HAIRLINE};font-weight:600;vertical-align:top`),
  );
  const body = rows.map((row) => {
    const cells = row.map((html, index) =>
      cell("td", html, index, `border-bottom:${HAIRLINE};vertical-align:top`),
    );
    return `<tr style="background:none">${cells.join("")}</tr>`;
  });
  return (
    `<table style="border-collapse:collapse;margin:0;border:none;font-size:13px;color:inherit">` +
    `<thead><tr style="background:none">${heads.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`
  );
}
