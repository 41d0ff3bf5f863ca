import { inspect } from "node:util";
import { findUserFrames } from "../core/source-places.ts";
import { renderTree, renderTreeText, type TreeKind, type TreeNode } from "../render/render-tree.ts";
import { capitalise } from "./cell-failure.ts";
import { presentLeaf } from "./present-leaf.ts";
import { isPlainRecord } from "./present-member.ts";
import { isFlat, listMembers, type Members, showsInOneLine } from "./present-members.ts";
import type { MimeBundle } from "./publisher.ts";

const mostNodes = 1_500;
const mostMembers = 100;
const mostMs = 50;
const deepest = 12;
const mostHtml = 200_000;
const mostText = 50_000;

/** Any value as text and, where it has members that are worth folding, as a tree. Bounded in time and size. */
export function presentTree(value: object): MimeBundle {
  const members = listMembers(value);
  if (members === undefined) return { "text/plain": inspectBounded(value) };
  const read = readTree(value, mostNodes, members);
  const text = read.whole ? inspectBounded(value) : undefined;
  const flat = isFlat(value, members) && (Array.isArray(value) || text?.includes("\n") === false);
  if (flat && text !== undefined) return { "text/plain": text };
  return {
    "text/html": renderBounded(value, read),
    "text/plain": text ?? renderTreeText(read.root, read.note),
  };
}

/** A line of an error's stack in Node's text; strings cannot look so, because their lines are quoted. */
const stackLine = /\n +at [^\n]*?(?::\d+:\d+\)?|\((?:<anonymous>|native)\))(?=[\s,}\])]|$)/g;

/** Of the stacks of errors inside a value, as of all errors, only the places in cells say something. */
function tellPlace(line: string): string {
  const [frame] = findUserFrames(line);
  if (frame === undefined) return "";
  const indent = /^\n */.exec(line)?.[0] ?? "\n";
  return `${indent}at ${capitalise(frame.location.place)}, line ${frame.location.line}`;
}

/** Node's own text of a value, without the value's own code where that throws. */
export function inspectBounded(value: unknown, customInspect = true): string {
  try {
    const text = inspect(value, {
      customInspect,
      depth: 4,
      maxArrayLength: ArrayBuffer.isView(value) ? 20 : 100,
      maxStringLength: 10_000,
      breakLength: 100,
    }).replace(stackLine, tellPlace);
    return text.length <= mostText
      ? text
      : `${text.slice(0, mostText)}…\n… ${(text.length - mostText).toLocaleString("en-US")} more characters`;
  } catch {
    return customInspect ? inspectBounded(value, false) : presentLeaf(value);
  }
}

/** The members of a value as text, for values whose own text says something else. */
export function renderMembers(value: object): { html: string; text: string } {
  const read = readTree(value, mostNodes);
  const root = { ...read.root, text: "members" };
  return { html: renderTree(root, read.note), text: renderTreeText(root, read.note) };
}

interface TreeReading {
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
function readTree(value: object, nodes: number, members = listMembers(value)): TreeReading {
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

function renderBounded(value: object, reading: TreeReading): string {
  let html = renderTree(reading.root, reading.note);
  for (let nodes = mostNodes / 2; html.length > mostHtml && nodes >= 1; nodes /= 2) {
    const smaller = readTree(value, Math.floor(nodes));
    html = renderTree(smaller.root, smaller.note);
  }
  return html;
}
