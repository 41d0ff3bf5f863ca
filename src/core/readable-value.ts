const plainWord = /^[\p{L}\p{N}_.+/-][\p{L}\p{N}_.+/ -]*$/u;
const literals = new Set(["true", "false", "null", "undefined", "NaN"]);

/** A parameter's value as people read it in an identity: `{kind:knn,k:7}`; only odd strings are quoted. */
export function readableValue(value: unknown): string {
  if (typeof value === "string")
    return plainWord.test(value) && !looksLikeLiteral(value) ? value : JSON.stringify(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(readableValue).join(",")}]`;
  if (value instanceof Set) return `{${[...value].map(readableValue).join(",")}}`;
  if (value instanceof Map)
    return `{${[...value].map(([key, member]) => `${readableValue(key)}:${readableValue(member)}`).join(",")}}`;
  if (typeof value === "object" && value !== null) return readableRecord(Object.entries(value));
  return String(value);
}

function readableRecord(entries: [string, unknown][]): string {
  const shown = entries.filter(([, member]) => member !== undefined);
  return `{${shown.map(([key, member]) => `${readableKey(key)}:${readableValue(member)}`).join(",")}}`;
}

function readableKey(key: string): string {
  return plainWord.test(key) && key.trim() === key ? key : JSON.stringify(key);
}

/** Strings that would read as another type: "7" is not 7, "true" is not true. */
function looksLikeLiteral(text: string): boolean {
  return (
    text.trim() !== text ||
    literals.has(text) ||
    /^-?\d+n$/.test(text) ||
    !Number.isNaN(Number(text))
  );
}
