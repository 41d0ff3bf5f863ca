import type { JsonObject } from "../wire/message.ts";

/** Readers of a request's arguments, which may be anything that JSON can say. */
export function textIn(options: JsonObject, name: string): string {
  const value = options[name];
  return typeof value === "string" ? value : "";
}

export function numberIn(options: JsonObject, name: string): number {
  const value = options[name];
  return typeof value === "number" ? value : 0;
}

export function listIn(options: JsonObject, name: string): readonly unknown[] {
  const value = options[name];
  return Array.isArray(value) ? value : [];
}

/** The path of the `source` that the request names. */
export function pathIn({ source }: JsonObject): string {
  return textIn(Object(source), "path");
}

/** The part of a list between `start` and `start + count`; all from `start` on where there is no count. */
export function pageOf<Item>(items: readonly Item[], options: JsonObject): readonly Item[] {
  const start = numberIn(options, "start");
  return items.slice(start, start + (numberIn(options, "count") || items.length));
}
