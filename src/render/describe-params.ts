import { formatValue } from "./format-value.ts";

const MOST_ITEMS = 3;

/**
 * A task's parameters as short pieces, "k 7" or "model: knn · k 7" each. Where `varying` names
 * those that tell the task from its siblings, the others are left out.
 */
export function describeParams(
  params: Readonly<Record<string, unknown>>,
  varying: ReadonlySet<string> = new Set(),
): string[] {
  const entries = Object.entries(params);
  const told = varying.size === 0 ? entries : entries.filter(([name]) => varying.has(name));
  return told.map(([name, value]) => describeParam(name, value));
}

/** The names of the parameters whose values differ among tasks of one family. */
export function findVaryingParams(
  siblings: readonly { readonly params: Readonly<Record<string, unknown>> }[],
): Set<string> {
  const seen = new Map<string, string>();
  const varying = new Set<string>();
  for (const { params } of siblings) {
    for (const [name, value] of Object.entries(params)) {
      const text = formatValue(value, 400);
      if (seen.has(name) && seen.get(name) !== text) varying.add(name);
      seen.set(name, text);
    }
  }
  return varying;
}

function describeParam(name: string, value: unknown): string {
  if (Array.isArray(value)) return `${name} ${describeList(value)}`;
  if (typeof value === "object" && value !== null && !(value instanceof Date)) {
    return `${name}: ${describeRecord(value)}`;
  }
  return `${name} ${formatValue(value)}`;
}

function describeRecord(record: object): string {
  return Object.entries(record)
    .map(([key, value]) =>
      isDiscriminator(key, value) ? value : `${key} ${formatValue(value, 40)}`,
    )
    .join(" · ");
}

/** Unions are told apart by such a key; its value alone says what the key's name would. */
function isDiscriminator(key: string, value: unknown): value is string {
  return (key === "kind" || key === "type") && typeof value === "string";
}

function describeList(items: readonly unknown[]): string {
  if (items.some((item) => typeof item === "object")) return `[${items.length} items]`;
  if (items.length <= MOST_ITEMS) return formatValue(items);
  const shown = items.slice(0, 2).map((item) => formatValue(item, 40));
  return `[${shown.join(", ")}, +${items.length - 2}]`;
}
