import type { DagNode, DagView, NodeState } from "../core/dag-view.ts";
import { groupBy } from "./group-by.ts";
import { STATES_BY_URGENCY } from "./state-look.ts";

/** One node of a picture: a task, or all tasks of a family drawn as one. */
export interface PictureNode extends DagNode {
  /** How many tasks stand behind this node, and in which states; absent for a single task. */
  readonly fold?: {
    readonly count: number;
    readonly states: Readonly<Partial<Record<NodeState, number>>>;
  };
}

/** A DAG to draw. Every DagView is one. */
export interface DagPicture {
  readonly root: string;
  readonly nodes: readonly PictureNode[];
  readonly edges: DagView["edges"];
}

/** More tasks of a family than this do not tell a reader more than their number does. */
export const MOST_SIBLINGS = 8;

const SETTLED: readonly NodeState[] = ["succeeded", "fresh", "external"];

export interface FoldOptions {
  /** Families with more tasks than this are drawn as one node. */
  readonly mostSiblings?: number;
  /** Families that are drawn task by task, however many these are. */
  readonly open?: readonly string[];
}

/** The view with every family of more than `mostSiblings` tasks folded to one node. */
export function foldFamilies(view: DagView, options: FoldOptions = {}): DagPicture {
  const most = options.mostSiblings ?? MOST_SIBLINGS;
  const groups = groupBy(view.nodes, (node) => node.family);
  for (const family of options.open ?? []) groups.delete(family);
  const folded = Array.from(groups).filter(([, members]) => members.length > most);
  if (folded.length === 0) return view;
  const newIds = new Map<string, string>();
  for (const [family, members] of folded) {
    const id = foldedId(family);
    for (const member of members) newIds.set(member.id, id);
  }
  const idOf = (id: string): string => newIds.get(id) ?? id;
  return {
    root: idOf(view.root),
    nodes: foldNodes(view.nodes, groups, most),
    edges: foldEdges(view.edges, idOf),
  };
}

function foldedId(family: string): string {
  return `${family} (folded)`;
}

function foldNodes(
  nodes: readonly DagNode[],
  groups: ReadonlyMap<string, readonly DagNode[]>,
  most: number,
): PictureNode[] {
  const drawn = new Set<string>();
  return nodes.flatMap((node): PictureNode[] => {
    const members = groups.get(node.family);
    if (members === undefined || members.length <= most) return [node];
    if (drawn.has(node.family)) return [];
    drawn.add(node.family);
    return [foldNode(node, members)];
  });
}

function foldNode(first: DagNode, members: readonly DagNode[]): PictureNode {
  const states = countStates(members);
  const failure = members.find((member) => member.failure !== undefined)?.failure;
  const done = SETTLED.reduce((sum, state) => sum + (states[state] ?? 0), 0);
  return {
    id: foldedId(first.family),
    family: first.family,
    kind: first.kind,
    params: {},
    state: STATES_BY_URGENCY.find((state) => states[state] !== undefined) ?? first.state,
    reasons: [],
    outputs: [],
    ...(states.running === undefined ? {} : { progress: { done, total: members.length } }),
    ...(failure === undefined ? {} : { failure }),
    ...sharedWait(members),
    fold: { count: members.length, states },
  };
}

/** For what they wait, where all that wait do so for the same. */
function sharedWait(members: readonly DagNode[]): Pick<PictureNode, "waitsFor"> {
  const waits = members.flatMap(({ waitsFor }) => (waitsFor === undefined ? [] : [waitsFor]));
  const [first] = waits;
  const isShared = new Set(waits.map((wait) => JSON.stringify(wait))).size === 1;
  return first === undefined || !isShared ? {} : { waitsFor: first };
}

function countStates(members: readonly DagNode[]): Partial<Record<NodeState, number>> {
  const counts: Partial<Record<NodeState, number>> = {};
  for (const state of STATES_BY_URGENCY) {
    const count = members.filter((member) => member.state === state).length;
    if (count > 0) counts[state] = count;
  }
  return counts;
}

function foldEdges(edges: DagView["edges"], idOf: (id: string) => string): DagView["edges"] {
  const seen = new Map<string, Set<string>>();
  const unique: { from: string; to: string }[] = [];
  for (const edge of edges) {
    const [from, to] = [idOf(edge.from), idOf(edge.to)];
    const known = seen.get(from) ?? new Set();
    // A family that requires itself, as a chain of days does, folds to one node without a loop.
    if (from === to || known.has(to)) continue;
    seen.set(from, known.add(to));
    unique.push({ from, to });
  }
  return unique;
}
