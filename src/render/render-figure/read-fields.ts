import { isRecord } from "./figure.ts";

/** The value under a path of keys, `undefined` where the way breaks off. */
export function readPath(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

export function readNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** A list, also from a typed array; empty for anything else. */
export function readList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as Float64Array)
    : [];
}

/** Text of a title, which plotly takes as a string or as `{text}`, without its HTML tags. */
export function readTitle(value: unknown): string {
  const text = isRecord(value) ? value.text : value;
  return typeof text === "string" ? stripTags(text) : "";
}

/** plotly's texts may hold a few tags, `<br>` and `<b>` above all. */
export function stripTags(text: string): string {
  return text.replace(/<br\s*\/?>/gi, " ").replace(/<\/?[a-z][^<>]*>/gi, "");
}

/** Only what is surely a colour goes into a picture; all else falls back. */
export function readColour(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  return /^(#[0-9a-f]{3,8}|[a-z]+|(rgb|hsl)a?\([\d\s.,%/-]+\))$/i.test(value) ? value : undefined;
}
