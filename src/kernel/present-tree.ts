import { renderTree, renderTreeText } from "../render/render-tree.ts";
import { isFlat, listMembers } from "./present-members.ts";
import { mostNodes, readTree, type TreeReading } from "./present-nodes.ts";
import { presentText } from "./present-text.ts";
import type { MimeBundle } from "./publisher.ts";

const mostHtml = 200_000;

/** Any value as text and, where it has members that are worth folding, as a tree. Bounded in time and size. */
export function presentTree(value: object): MimeBundle {
  const members = listMembers(value);
  if (members === undefined) return { "text/plain": presentText(value) };
  const read = readTree(value, mostNodes, members);
  const text = read.whole ? presentText(value) : undefined;
  const flat = isFlat(value, members) && (Array.isArray(value) || text?.includes("\n") === false);
  if (flat && text !== undefined) return { "text/plain": text };
  return {
    "text/html": renderBounded(value, read),
    "text/plain": text ?? renderTreeText(read.root, read.note),
  };
}

/** The members of a value as text, for values whose own text says something else. */
export function renderMembers(value: object): { html: string; text: string } {
  const read = readTree(value, mostNodes);
  const root = { ...read.root, text: "members" };
  return { html: renderBounded(value, read, root.text), text: renderTreeText(root, read.note) };
}

function renderBounded(value: object, reading: TreeReading, text = reading.root.text): string {
  let html = renderTree({ ...reading.root, text }, reading.note);
  for (let nodes = mostNodes / 2; html.length > mostHtml && nodes >= 1; nodes /= 2) {
    const smaller = readTree(value, Math.floor(nodes));
    html = renderTree({ ...smaller.root, text }, smaller.note);
  }
  return html;
}
