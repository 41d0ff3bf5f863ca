import { escapeXml } from "./escape-xml.ts";
import { BLOCK_STYLE } from "./html-style.ts";

/** One value in a tree of values, read already: strings only. */
export interface TreeNode {
  /** What it is called where it stands: `name`, `0`, `'a' =>`; nothing for the root and members of a set. */
  readonly key?: string;
  /** The value in a few words: `'text'`, `Map(3)`, `Point`. */
  readonly text: string;
  readonly kind: TreeKind;
  readonly children?: readonly TreeNode[];
  /** How many members are not among the children; Infinity where nobody looked. */
  readonly omitted?: number;
}

export type TreeKind = "string" | "number" | "keyword" | "list" | "record" | "other";

// Each reads on white and on near-black alike (contrast above 4.2 on both).
const COLOURS: Readonly<Partial<Record<TreeKind, string>>> = {
  string: "#2b8a4b",
  number: "#3b7dd8",
  keyword: "#b05fd3",
};
const TREE_STYLE = `${BLOCK_STYLE};font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:12.5px`;
const MOST_IN_PREVIEW = 5;
const LONGEST_IN_PREVIEW = 24;

/** A value with its members as a tree that folds, the first level open; `note` stands below it. */
export function renderTree(root: TreeNode, note = ""): string {
  const foot =
    note === "" ? "" : `<div style="opacity:0.75;margin-top:4px">${escapeXml(note)}</div>`;
  return `<div style="${TREE_STYLE}">${nodeHtml(root, true)}${foot}</div>`;
}

function nodeHtml(node: TreeNode, open: boolean): string {
  const key = node.key === undefined ? "" : `${escapeXml(node.key)} `;
  if (isUnread(node)) return `<div>${key}${escapeXml(unreadWords(node))}</div>`;
  const members = [
    ...(node.children ?? []).map((child) => nodeHtml(child, false)),
    ...(hasOmitted(node) ? [`<div style="opacity:0.75">${omittedWords(node)}</div>`] : []),
  ];
  if (members.length === 0) return `<div>${key}${colour(node)}</div>`;
  const head = `<summary style="cursor:pointer;display:list-item">${key}${summary(node)}</summary>`;
  return `<details${open ? " open" : ""}>${head}<div style="margin-left:1.6em">${members.join("")}</div></details>`;
}

function colour({ kind, text }: TreeNode): string {
  const hue = COLOURS[kind];
  return hue === undefined
    ? escapeXml(text)
    : `<span style="color:${hue}">${escapeXml(text)}</span>`;
}

function summary(node: TreeNode): string {
  const preview = escapeXml(previewOf(node));
  const text = node.text === "" ? "" : `<b>${escapeXml(node.text)}</b> `;
  return `${text}<span style="opacity:0.75">${preview}</span>`;
}

/** The first members in short, as they show while the node is folded. */
function previewOf(node: TreeNode): string {
  const children = node.children ?? [];
  const words = children.slice(0, MOST_IN_PREVIEW).map((child) => {
    const key = child.key === undefined || node.kind === "list" ? "" : `${child.key} `;
    return `${key}${shorten(child)}`;
  });
  if (children.length > MOST_IN_PREVIEW || hasOmitted(node)) words.push("…");
  return node.kind === "list" ? `[${words.join(", ")}]` : `{ ${words.join(", ")} }`;
}

function shorten(node: TreeNode): string {
  if (node.text === "") return "{…}";
  const characters = Array.from(node.text.slice(0, 4 * LONGEST_IN_PREVIEW));
  return characters.length > LONGEST_IN_PREVIEW
    ? `${characters.slice(0, LONGEST_IN_PREVIEW - 1).join("")}…`
    : node.text;
}

/** Nobody looked into it: it cannot be unfolded. */
function isUnread({ omitted, children = [] }: TreeNode): boolean {
  return omitted === Number.POSITIVE_INFINITY && children.length === 0;
}

function unreadWords({ text }: TreeNode): string {
  return text === "" ? "{…}" : `${text} …`;
}

function hasOmitted({ omitted = 0 }: TreeNode): boolean {
  return omitted > 0;
}

function omittedWords({ omitted = 0, children = [] }: TreeNode): string {
  return `… ${omitted.toLocaleString("en-US")} ${children.length > 0 ? "more" : "not shown"}`;
}

/** The same tree in text, a line for each value, indented; at most `mostLines` of them. */
export function renderTreeText(root: TreeNode, note = "", mostLines = 200): string {
  const lines: string[] = [];
  addLines(root, "", lines, mostLines);
  if (lines.length === mostLines) lines.push("…");
  return [...lines, ...(note === "" ? [] : [note])].join("\n");
}

function addLines(node: TreeNode, indent: string, lines: string[], mostLines: number): void {
  if (lines.length >= mostLines) return;
  const key = node.key === undefined ? "" : `${node.key} `;
  const text = node.text === "" ? "{…}" : node.text;
  lines.push(`${indent}${key}${isUnread(node) ? unreadWords(node) : text}`);
  if (isUnread(node)) return;
  for (const child of node.children ?? []) addLines(child, `${indent}  `, lines, mostLines);
  if (hasOmitted(node) && lines.length < mostLines) lines.push(`${indent}  ${omittedWords(node)}`);
}
