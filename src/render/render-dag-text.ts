import type { DagView } from "../core/dag-view.ts";
import { describeFailure, describeFold } from "./describe-node.ts";
import { describeParams, findVaryingParams } from "./describe-params.ts";
import { describeReasons } from "./describe-reason.ts";
import { nameWait } from "./describe-wait.ts";
import { type DagPicture, foldFamilies, type PictureNode } from "./fold-families.ts";
import { formatDuration } from "./format-duration.ts";
import { cutText } from "./format-value.ts";
import { groupBy } from "./group-by.ts";
import { STATE_LOOKS } from "./state-look.ts";
import { countColumns, cutColumns, padColumns, wrapColumns } from "./text-columns.ts";

export interface DagTextOptions {
  /** Families with more tasks than this are told as one line. */
  readonly mostSiblings?: number;
  /** Columns of the terminal. */
  readonly columns?: number;
}

interface Row {
  readonly stem: string;
  /** Stands before the second and later lines of this row, so that the tree's lines go on. */
  readonly trail: string;
  readonly node: PictureNode;
  readonly seen: boolean;
}

const MOST_WHY_LINES = 6;
const LONGEST_WHY = 600;

/**
 * The DAG as a tree in plain text: the root first, what a task requires below it, every task
 * told once. At most `columns` (100) columns wide.
 */
export function renderDagText(view: DagView, options: DagTextOptions = {}): string {
  const picture = foldFamilies(view, options);
  const columns = options.columns ?? 100;
  const rows = listRows(picture);
  const labels = labelNodes(picture);
  const heads = rows.map(
    ({ stem, node }) => `${stem}${STATE_LOOKS[node.state].mark} ${labels.get(node) ?? ""}`,
  );
  const states = rows.map((row) => stateWords(row));
  const stateWidth = widestOf(states);
  const widest = widestOf(heads);
  const labelWidth = Math.min(widest, columns - stateWidth - 2);
  return rows
    .flatMap((row, index) => {
      const head = `${padColumns(heads[index] ?? "", labelWidth)}  ${states[index] ?? ""}`;
      return [head.trimEnd(), ...whyLines(row, columns)];
    })
    .join("\n");
}

/** Without spreading: a graph may have more tasks than a call may have arguments. */
function widestOf(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, countColumns(text)), 0);
}

/** Why a task runs, or what went wrong, under its line. */
function whyLines(row: Row, columns: number): string[] {
  const words = whyWords(row);
  if (words === "") return [];
  const indent = padColumns(row.trail, countColumns(row.stem) + 2);
  const lines = wrapColumns(cutText(words, LONGEST_WHY), columns - countColumns(indent));
  return lines.slice(0, MOST_WHY_LINES).map((line) => `${indent}${line}`);
}

function labelNodes(picture: DagPicture): Map<PictureNode, string> {
  const labels = new Map<PictureNode, string>();
  for (const siblings of groupBy(picture.nodes, (node) => node.family).values()) {
    const varying = findVaryingParams(siblings);
    for (const node of siblings) {
      const count = node.fold === undefined ? "" : ` ×${node.fold.count}`;
      const params = cutColumns(describeParams(node.params, varying).join(" · "), 200);
      labels.set(node, `${node.family}${count}${params === "" ? "" : `  ${params}`}`);
    }
  }
  return labels;
}

function stateWords({ node, seen }: Row): string {
  if (seen) return "↑ above";
  const word = STATE_LOOKS[node.state].word;
  if (node.state === "running" && node.progress !== undefined) {
    return `${word} ${node.progress.done}/${node.progress.total}`;
  }
  if (node.state === "waiting" && node.waitsFor !== undefined)
    return `${word} for ${nameWait(node.waitsFor)}`;
  if (node.restored === true) return `${word} (restored)`;
  return node.durationMs === undefined ? word : `${word}  ${formatDuration(node.durationMs)}`;
}

function whyWords({ node, seen }: Row): string {
  if (seen) return "";
  if (node.fold !== undefined) return describeFold(node.fold.states);
  if (node.failure !== undefined) return `error: ${describeFailure(node.failure)}`;
  return node.reasons.length === 0 ? "" : `why: ${describeReasons(node.reasons)}`;
}

/** The rows of the tree, without recursion: a chain of 10,000 tasks is a deep tree. */
function listRows(picture: DagPicture): Row[] {
  const byId = new Map(picture.nodes.map((node) => [node.id, node]));
  const requirements = groupBy(picture.edges, (edge) => edge.to);
  const rows: Row[] = [];
  const told = new Set<string>();
  const grow = (start: string): void => {
    const waiting = [{ id: start, stem: "", under: "" }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const node = byId.get(next.id);
      if (node === undefined) continue;
      const below = told.has(next.id) ? [] : (requirements.get(next.id) ?? []);
      const { stem, under } = next;
      rows.push({
        stem,
        trail: under + (below.length > 0 ? "│" : ""),
        node,
        seen: told.has(next.id),
      });
      told.add(next.id);
      const deeper = cutStem(under);
      for (const [index, { from }] of [...below.entries()].reverse()) {
        const last = index === below.length - 1;
        waiting.push({
          id: from,
          stem: `${deeper}${last ? "└─ " : "├─ "}`,
          under: `${deeper}${last ? "   " : "│  "}`,
        });
      }
    }
  };
  grow(picture.root);
  // What the root does not reach (a view without a root, or of several) still has to be told.
  for (const { id } of topsOf(picture)) if (!told.has(id)) grow(id);
  for (const { id } of picture.nodes) if (!told.has(id)) grow(id);
  return rows;
}

function topsOf(picture: DagPicture): readonly PictureNode[] {
  const required = new Set(picture.edges.map((edge) => edge.from));
  return picture.nodes.filter((node) => !required.has(node.id));
}

/** A tree deeper than the page is wide goes on at a fixed depth. */
function cutStem(stem: string): string {
  return stem.length > 30 ? `… ${stem.slice(-28)}` : stem;
}
