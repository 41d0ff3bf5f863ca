import { countColumns, padColumns } from "./text-columns.ts";

/** A table in plain text: two spaces between columns, a rule under the headings. */
export function renderGridText(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  aligns: readonly ("left" | "right")[],
  /** The most columns of the terminal that each column of the table may take. */
  limits: readonly number[],
): string {
  const widths = headings.map((heading, index) => {
    const cells = rows.map((row) => countColumns((row[index] ?? "").slice(0, 200)));
    return Math.min(limits[index] ?? 40, Math.max(countColumns(heading), ...cells));
  });
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, index) => padColumns(oneLine(cells[index] ?? ""), width, aligns[index]))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [line(headings), rule, ...rows.map(line)].join("\n");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
