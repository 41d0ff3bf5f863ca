import { createHash } from "node:crypto";
import type { Node } from "./syntax.ts";

/** Goes up with every change by which equal code gets another hash: the code of no task is to blame then. */
export const codeHashVersion = "1";

/** What a tree's text position and spelling add, and what its meaning does not need. */
const spelling = new Set([
  "start",
  "end",
  "range",
  "raw",
  "loc",
  "parent",
  "directive",
  "hashbang",
]);

/**
 * A hash of what code means to a machine: layout, comments, quotes, parentheses and numerals'
 * spelling left out (types are gone before). `leaveOut` drops parts, such as one method of a class.
 */
export function hashCode(
  nodes: Node | readonly Node[],
  leaveOut: (node: Node) => boolean = () => false,
): string {
  // In one piece: each call of a hash leaves JavaScript, which takes longer than the hashing.
  const pieces: string[] = [];
  feed(nodes, pieces, leaveOut);
  return createHash("sha256").update(pieces.join("")).digest("hex").slice(0, 32);
}

function feed(value: unknown, pieces: string[], leaveOut: (node: Node) => boolean): void {
  if (Array.isArray(value)) {
    pieces.push("[");
    for (const item of value) feed(item, pieces, leaveOut);
    pieces.push("]");
  } else if (typeof value === "string") {
    pieces.push(`string:${JSON.stringify(value)};`);
  } else if (typeof value === "object" && value !== null) {
    feedRecord(value, pieces, leaveOut);
  } else {
    pieces.push(`${typeof value}:"${String(value)}";`);
  }
}

function feedRecord(value: object, pieces: string[], leaveOut: (node: Node) => boolean): void {
  if (value instanceof RegExp) {
    pieces.push(`regexp:${String(value)};`);
    return;
  }
  if ("type" in value && leaveOut(value as Node)) return;
  pieces.push("{");
  for (const key of Object.keys(value)) {
    // A template's text keeps its raw form: tags can read it.
    if (spelling.has(key) && !(key === "raw" && "cooked" in value)) continue;
    pieces.push(key, "=");
    feed((value as Record<string, unknown>)[key], pieces, leaveOut);
  }
  pieces.push("}");
}
