import { inspect, types } from "node:util";
import { describeFunction } from "./present-function.ts";
import { classNameOf, isPlainRecord, readMember } from "./present-member.ts";

const longestString = 200;
const mostItems = 8;
/** 2^6644 has 2,001 digits: the longest integer that is written out. */
const largest = 2n ** 6_644n;

/** A value in a few words on one line, none of its own code run: `'text'`, `Map(3)`, `2026-01-05T…`. */
export function presentLeaf(value: unknown): string {
  if (typeof value === "string") return describeString(value);
  if (typeof value === "bigint") return describeBigInt(value);
  if (typeof value === "function") return describeFunction(value);
  if (typeof value !== "object" || value === null)
    return Object.is(value, -0) ? "-0" : String(value);
  return describeObject(value);
}

/** A big integer in full, or, beyond 2,000 digits, its first digits and how many there are. */
export function describeBigInt(value: bigint): string {
  const size = value < 0n ? -value : value;
  if (size < largest) return `${value}n`;
  const hex = size.toString(16);
  const log =
    Math.log10(Number.parseInt(hex.slice(0, 12), 16)) + (hex.length - 12) * Math.log10(16);
  const digits = Math.floor(log) + 1;
  const first = (10 ** (log - Math.floor(log))).toFixed(5);
  return `≈ ${value < 0n ? "-" : ""}${first}e${digits - 1} (a big integer of about ${digits.toLocaleString("en-US")} digits)`;
}

function describeString(text: string): string {
  if (text.length <= longestString) return inspect(text, { breakLength: Infinity });
  return `${inspect(text.slice(0, longestString))}… (${text.length.toLocaleString("en-US")} characters)`;
}

function describeObject(value: object): string {
  const name = classNameOf(value);
  if (types.isProxy(value)) return "Proxy";
  if (types.isDate(value)) return describeDate(value);
  if (types.isRegExp(value)) return inspectSafely(value, name);
  if (types.isNativeError(value)) return describeError(value, name);
  if (Array.isArray(value)) return `${name}(${value.length})`;
  if (types.isMap(value) || types.isSet(value)) return `${name}(${sizeOf(value)})`;
  if (types.isTypedArray(value)) return describeTypedArray(value, name);
  if (types.isAnyArrayBuffer(value)) return `${name}(${value.byteLength} bytes)`;
  if (types.isBoxedPrimitive(value) || name === "URL") return inspectSafely(value, name, 0);
  return isPlainRecord(value) ? "{…}" : name;
}

/** The number of entries, asked of the built-in: a class may have a `size` of its own. */
export function sizeOf(value: ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>): number {
  const base: object = types.isMap(value) ? Map.prototype : Set.prototype;
  return Number(Reflect.get(base, "size", value));
}

function describeDate(value: Date): string {
  const time = Date.prototype.getTime.call(value);
  return Number.isNaN(time) ? "Invalid Date" : new Date(time).toISOString();
}

function describeError(value: Error, name: string): string {
  const message = readMember(value, "message");
  const own = readMember(value, "name");
  const head = typeof own === "string" && own !== "Error" ? own : name;
  return typeof message === "string" && message !== ""
    ? `${head}: ${message.slice(0, longestString)}`
    : head;
}

function describeTypedArray(value: NodeJS.TypedArray, name: string): string {
  const length = value.length;
  const items: string[] = [];
  for (let at = 0; at < Math.min(length, mostItems); at += 1) items.push(String(value[at]));
  return `${name}(${length}) [${items.join(", ")}${length > mostItems ? ", …" : ""}]`;
}

function inspectSafely(value: object, otherwise: string, depth = 0): string {
  try {
    const text = inspect(value, { depth, breakLength: Infinity, maxStringLength: longestString });
    return text.length > 2 * longestString ? otherwise : text.replace(/\s+/g, " ");
  } catch {
    return otherwise;
  }
}
