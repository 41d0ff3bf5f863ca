import type { TreeKind, TreeNode } from "../render/render-tree.ts";
import { presentLeaf } from "./present-leaf.ts";
import { isPlainRecord } from "./present-member.ts";
import { listMembers, type Members, showsInOneLine } from "./present-members.ts";

/** How many values of a tree are read at most. */
export const mostNodes = 1_500;
const mostMembers = 100;
const mostMs = 50;
const deepest = 12;

/** A tree as far as it was read. */
export interface TreeReading {
  readonly root: TreeNode;
  /** Whether nothing was left out for want of time or room. */
  readonly whole: boolean;
  /** What was left out, and why; empty where nothing was. */
  readonly note: string;
}

interface OpenNode {
  key?: string;
  text: string;
  kind: TreeKind;
  children?: OpenNode[];
  omitted?: number;
}

interface Waiting {
  readonly node: OpenNode;
  readonly value: object;
  readonly depth: number;
  readonly above: Waiting | undefined;
  /** Its members, where they are listed already. */
  readonly members?: Members;
}

/** Reads level by level, so that what is left out of a huge value is what lies deepest. */
export function readTree(value: object, nodes: number, members = listMembers(value)): TreeReading {
  const start = performance.now();
  const root: OpenNode = { text: headOf(value), kind: kindOf(value) };
  const first = { node: root, value, depth: 0, above: undefined };
  const queue: Waiting[] = [members === undefined ? first : { ...first, members }];
  let left = nodes;
  let late = false;
  for (const waiting of queue) {
    late ||= performance.now() - start > mostMs;
    const spent = late || left <= 0;
    left -= spent || waiting.depth >= deepest ? skip(waiting) : open(waiting, left, queue);
  }
  if (!late && left > 0) return { root, whole: !hasWideRecord(root), note: "" };
  const where = late ? `${mostMs} ms` : `${nodes.toLocaleString("en-US")} values`;
  return { root, whole: false, note: `Shown in part: reading stopped after ${where}.` };
}

/** Node's text of a value leaves out items of a long list, but no key of a wide record. */
function hasWideRecord({ kind, text, omitted = 0, children = [] }: OpenNode): boolean {
  if (kind === "record" && !text.startsWith("Map(") && omitted > mostMembers) return true;
  return children.some(hasWideRecord);
}

function skip({ node, value }: Waiting): number {
  if (!showsInOneLine(value)) node.omitted = Number.POSITIVE_INFINITY;
  return 0;
}

/** Reads the members of one value; gives how many. */
function open(waiting: Waiting, left: number, queue: Waiting[]): number {
  const members = waiting.members ?? listMembers(waiting.value);
  if (members === undefined) {
    if (waiting.node.text === "") waiting.node.text = "{}";
    return 0;
  }
  const most = Math.min(mostMembers, left, members.total);
  const children: OpenNode[] = [];
  waiting.node.children = children;
  waiting.node.kind = members.ordered ? "list" : "record";
  for (const member of members.each()) {
    if (children.length >= most) break;
    const value = "value" in member ? member.value : undefined;
    const circular = "value" in member && isAbove(value, waiting);
    const words = "words" in member ? member.words : circular ? "[Circular]" : headOf(value);
    const kind = "words" in member || circular ? "keyword" : kindOf(value);
    const child: OpenNode = { text: words, kind };
    if (member.key !== undefined) child.key = member.key;
    children.push(child);
    if (typeof value === "object" && value !== null && !circular)
      queue.push({ node: child, value, depth: waiting.depth + 1, above: waiting });
  }
  if (members.total > children.length) waiting.node.omitted = members.total - children.length;
  return children.length;
}

function isAbove(value: unknown, from: Waiting): boolean {
  for (let at: Waiting | undefined = from; at !== undefined; at = at.above)
    if (at.value === value) return true;
  return false;
}

/** A plain record is told by its members; the word `Object` adds nothing. */
function headOf(value: unknown): string {
  return isPlainRecord(value) ? "" : presentLeaf(value);
}

function kindOf(value: unknown): TreeKind {
  if (typeof value === "string") return "string";
  if (typeof value === "number" || typeof value === "bigint") return "number";
  return typeof value === "object" && value !== null ? "other" : "keyword";
}
