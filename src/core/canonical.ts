import { CauceError } from "./errors.ts";

/**
 * JSON with sorted keys, so that equal values give equal text. Dates and big integers keep their
 * type in the text; values that have no stable text (functions, symbols) are refused.
 */
export function canonicalJson(value: unknown): string {
  if (value === undefined) return "null";
  if (value === null || typeof value === "boolean" || typeof value === "string") {
    return JSON.stringify(value);
  }
  if (typeof value === "number")
    return Number.isFinite(value) ? JSON.stringify(value) : `{"$number":"${value}"}`;
  if (typeof value === "bigint") return `{"$bigint":"${value}"}`;
  if (value instanceof Date) return `{"$date":${JSON.stringify(value.toISOString())}}`;
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value instanceof Map) return `{"$map":${canonicalJson([...value.entries()])}}`;
  if (value instanceof Set) return `{"$set":${canonicalJson([...value])}}`;
  if (typeof value === "object") return canonicalRecord(value);
  throw new CauceError(
    "value-not-stable",
    `A parameter holds a \`${typeof value}\`, which has no stable text. Use strings, numbers, booleans, dates, arrays or records of them.`,
  );
}

/** Whether a value is told apart from others by `===` alone, and is the same after JSON. */
export function isItsOwnJson(value: unknown): boolean {
  return typeof value === "string" || typeof value === "boolean" || Number.isSafeInteger(value);
}

function canonicalRecord(value: object): string {
  const members = value as Readonly<Record<string, unknown>>;
  let text = "";
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member === undefined) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(escapeKey(key))}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** A record's own `$date` must not read as a date. */
function escapeKey(key: string): string {
  return key.startsWith("$") ? `$${key}` : key;
}
