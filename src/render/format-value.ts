const DEEPEST = 4;

/**
 * A parameter's value as a person would write it: strings bare, objects as `{kind: knn, k: 7}`.
 * At most `limit` characters, cut with an ellipsis.
 */
export function formatValue(value: unknown, limit = 60): string {
  return cutText(formatAt(value, 0), limit);
}

function formatAt(value: unknown, depth: number): string {
  if (value === undefined) return "not set";
  if (typeof value === "string") return oneLine(value);
  if (value instanceof Date) return formatDate(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (depth >= DEEPEST) return "…";
  if (Array.isArray(value)) return `[${value.map((item) => formatAt(item, depth + 1)).join(", ")}]`;
  const entries = Object.entries(value);
  return `{${entries.map(([key, item]) => `${oneLine(key)}: ${formatAt(item, depth + 1)}`).join(", ")}}`;
}

function formatDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? "invalid date" : date.toISOString();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

/** The text in at most `limit` characters; no emoji is cut in two. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const characters = Array.from(text.slice(0, limit * 2));
  return characters.length <= limit && text.length <= limit * 2
    ? text
    : `${characters.slice(0, Math.max(0, limit - 1)).join("")}…`;
}
