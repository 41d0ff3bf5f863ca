import { types } from "node:util";
import { isIdentifierName } from "../core/identifier-name.ts";
import { presentLeaf, sizeOf } from "./present-leaf.ts";
import { isPlainRecord, readMember } from "./present-member.ts";

const longestKey = 200;

/** A member of a value: what it holds, or in words what it is where it cannot be read. */
type Member =
  | { readonly key?: string; readonly value: unknown }
  | { readonly key?: string; readonly words: string };

export interface Members {
  /** A list's members are told by their order alone. */
  readonly ordered: boolean;
  readonly total: number;
  /** To be read as far as wanted. No getter and no iterator of the value's own is run. */
  readonly each: () => Iterable<Member>;
}

/** The members of a value that has some; undefined for all that shows in one line. */
export function listMembers(value: unknown): Members | undefined {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return undefined;
  if (Array.isArray(value))
    return { ordered: true, total: value.length, each: () => itemsOf(value) };
  if (types.isMap(value))
    return { ordered: false, total: sizeOf(value), each: () => entriesOf(value) };
  if (types.isSet(value))
    return { ordered: true, total: sizeOf(value), each: () => elementsOf(value) };
  if (showsInOneLine(value)) return undefined;
  const keys = keysOf(value);
  if (keys.length === 0) return undefined;
  return { ordered: false, total: keys.length, each: () => propertiesOf(value, keys) };
}

/** Built-in values whose members say nothing. */
export function showsInOneLine(value: object): boolean {
  return (
    types.isDate(value) ||
    types.isRegExp(value) ||
    types.isAnyArrayBuffer(value) ||
    ArrayBuffer.isView(value) ||
    types.isBoxedPrimitive(value)
  );
}

function keysOf(value: object): PropertyKey[] {
  const names: PropertyKey[] = Object.keys(value);
  const symbols = Object.getOwnPropertySymbols(value).filter((symbol) =>
    Object.prototype.propertyIsEnumerable.call(value, symbol),
  );
  const cause = types.isNativeError(value) && readMember(value, "cause") !== undefined;
  const all = symbols.length === 0 ? names : names.concat(symbols);
  return cause && !all.includes("cause") ? all.concat("cause") : all;
}

function* itemsOf(items: readonly unknown[]): Generator<Member> {
  for (let at = 0; at < items.length; at += 1) yield readProperty(items, at);
}

function* entriesOf(map: ReadonlyMap<unknown, unknown>): Generator<Member> {
  const entries = Map.prototype.entries.call(map) as Iterable<readonly [unknown, unknown]>;
  for (const [key, value] of entries) yield { key: `${presentLeaf(key)} =>`, value };
}

function* elementsOf(set: ReadonlySet<unknown>): Generator<Member> {
  const elements = Set.prototype.values.call(set) as Iterable<unknown>;
  for (const value of elements) yield { value };
}

function* propertiesOf(value: object, keys: readonly PropertyKey[]): Generator<Member> {
  for (const key of keys) yield readProperty(value, key);
}

function readProperty(value: object, key: PropertyKey): Member {
  const label = `${labelOf(key)}:`;
  let found: PropertyDescriptor | undefined;
  try {
    found = Object.getOwnPropertyDescriptor(value, key);
  } catch {
    // A module's namespace throws for what its module has not set yet.
    return { key: label, words: "[Uninitialized]" };
  }
  if (found === undefined) return { key: label, words: "empty" };
  if (found.get === undefined && found.set === undefined) return { key: label, value: found.value };
  return { key: label, words: found.get === undefined ? "[Setter]" : "[Getter]" };
}

function labelOf(key: PropertyKey): string {
  if (typeof key === "symbol") return `[${String(key).slice(0, longestKey)}]`;
  const name = String(key);
  const isBare = name.length <= longestKey && (/^\d+$/.test(name) || isIdentifierName(name));
  return isBare ? name : presentLeaf(key);
}

/** True where text says it all: a list of simple values, or a record of some that fits on a line. */
export function isFlat(value: object, members: Members): boolean {
  if (!Array.isArray(value) && !(isPlainRecord(value) && members.total <= 20)) return false;
  let left = 200;
  for (const member of members.each()) {
    if ("value" in member && listMembers(member.value) !== undefined) return false;
    if (left-- === 0) break;
  }
  return true;
}
