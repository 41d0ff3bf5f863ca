import { isIdentifierName } from "./identifier-name.ts";

/**
 * How a value is written where someone gives parameters: the place of the value, and all that is
 * given with it in place. Undefined for what cannot be written in one word or line.
 */
export type WriteParameter = (path: readonly PropertyKey[], given: unknown) => string | undefined;

/** As a property in code: `k: 7`, also of one that stands inside another parameter. */
export const writeProperty: WriteParameter = (path, given) => {
  const last = path.findLastIndex((key) => typeof key === "string");
  const value = valueAt(path.slice(0, last + 1), given);
  const text = writeLiteral(value);
  return text === undefined ? undefined : `${writeKey(String(path[last]))}: ${text}`;
};

/** The value at a place of what was given. */
export function valueAt(path: readonly PropertyKey[], given: unknown): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined,
    given,
  );
}

/** A literal of plain data; undefined for what is no such thing, as a Date or a task. */
function writeLiteral(value: unknown): string | undefined {
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return around("[", value.map(writeLiteral), "]");
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (![Object.prototype, null].includes(Object.getPrototypeOf(value))) return undefined;
  const members = Object.entries(value).map(([key, member]) => {
    const text = writeLiteral(member);
    return text === undefined ? undefined : `${writeKey(key)}: ${text}`;
  });
  return members.length === 0 ? "{}" : around("{ ", members, " }");
}

function around(open: string, parts: readonly (string | undefined)[], close: string) {
  return parts.includes(undefined) ? undefined : `${open}${parts.join(", ")}${close}`;
}

function writeKey(key: string): string {
  return isIdentifierName(key) ? key : JSON.stringify(key);
}
