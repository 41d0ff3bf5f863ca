/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/** @param {readonly number[]} values @param {number} share */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/**
 * A line for each measure, a column for each contestant; the first is ours, and numbers of the
 * others stand with how many times ours they are. Undefined: not measured.
 * @param {string} title over the names of the lines
 * @param {readonly string[]} names
 * @param {readonly { readonly name: string, readonly values: readonly (number | string | undefined)[] }[]} lines
 */
export function measureTable(title, names, lines) {
  const rows = [[title, ...names], ...lines.map(describeLine)];
  const widths =
    rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  const rule = widths.map((width) => "-".repeat(width));
  rows.splice(1, 0, rule);
  return rows
    .map((row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`)
    .join("\n");
}

/** @param {{ name: string, values: readonly (number | string | undefined)[] }} line */
function describeLine({ name, values }) {
  const [ours] = values;
  return [
    name,
    ...values.map((value, at) => {
      if (typeof value !== "number") return value ?? "–";
      const isCompared = at > 0 && typeof ours === "number" && ours > 0;
      return isCompared ? `${show(value)} (${show(value / ours)}×)` : show(value);
    }),
  ];
}

/** @param {number} value */
function show(value) {
  if (value >= 1_000) return Math.round(value).toLocaleString("en");
  return value < 10 ? value.toFixed(2) : value.toFixed(1);
}
