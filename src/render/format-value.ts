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
  if (typeof value !== "object" || value === null) return String(value);
  if (depth >= DEEPEST) return "…";
  return formatObject(value, depth + 1);
}

/** By their tags, since those of a cell may be of another realm, and no instances of ours. */
function formatObject(value: object, depth: number): string {
  const format = (item: unknown): string => formatAt(item, depth);
  if (Array.isArray(value)) return `[${value.map(format).join(", ")}]`;
  switch (Object.prototype.toString.call(value)) {
    case "[object Date]":
      return formatDate(value as Date);
    case "[object Map]":
      return formatPairs([...(value as Map<unknown, unknown>)], format, " → ");
    case "[object Set]":
      return `{${[...(value as Set<unknown>)].map(format).join(", ")}}`;
    case "[object RegExp]":
    case "[object Error]":
      return oneLine(String(value));
    default:
      return formatPairs(Object.entries(value), format, ": ");
  }
}

function formatPairs(
  pairs: readonly (readonly [unknown, unknown])[],
  format: (item: unknown) => string,
  between: string,
): string {
  return `{${pairs.map(([key, item]) => `${format(key)}${between}${format(item)}`).join(", ")}}`;
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
