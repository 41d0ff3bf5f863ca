import { Graph, layout } from "@dagrejs/dagre";
import { type Card, composeCard } from "./compose-card.ts";
import { findVaryingParams } from "./describe-params.ts";
import type { DagPicture } from "./fold-families.ts";
import { groupBy } from "./group-by.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A card and its middle, in pixels from the upper left corner of the picture. */
export interface PlacedCard extends Card, Point {}

export interface DagLayout {
  readonly width: number;
  readonly height: number;
  readonly direction: "left-to-right" | "top-to-bottom";
  readonly cards: ReadonlyMap<string, PlacedCard>;
  /** For the middle of each rank along the reading direction, in whole pixels, half its depth. */
  readonly ranks: ReadonlyMap<number, number>;
  /** `points` leads from the middle of one card to the middle of the other. */
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly points: readonly Point[];
  }[];
}

type Direction = DagLayout["direction"];

const MARGIN = 10;
/** What a notebook's cell has room for in a window of 800 pixels: nothing is ever drawn smaller than it is. */
const COMFORTABLE_WIDTH = 600;
const BETWEEN_SIBLINGS = 18;
const BETWEEN_RANKS = { "left-to-right": 26, "top-to-bottom": 42 } as const;
/** The ranker with the straightest edges takes minutes for 1,000 nodes; this one a second or two. */
const MOST_FOR_SIMPLEX = 120;
const MOST_KEPT = 32;
const kept = new Map<string, Places>();

/** An edge by the places of its nodes in their list. */
type IndexedEdge = readonly [from: number, to: number];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where nodes and edges stand, in the order in which they were given. */
interface Places extends Size {
  readonly nodes: readonly Point[];
  readonly edges: readonly (readonly Point[])[];
}

/**
 * Where every node of a picture stands. It depends on the sizes of the cards and on who requires
 * whom, and is kept: a picture that is drawn again in new states, or of tasks with other
 * parameters, costs no new layout.
 */
export function layoutDag(picture: DagPicture): DagLayout {
  const cards = composeCards(picture);
  const edges = picture.edges.filter(({ from, to }) => cards.has(from) && cards.has(to));
  const direction = chooseDirection(cards, edges);
  const at = new Map([...cards.keys()].map((id, index) => [id, index]));
  const {
    nodes,
    edges: ways,
    width,
    height,
  } = placeNodes(
    [...cards.values()].map((card): Size => ({ width: card.width, height: card.height })),
    edges.map(({ from, to }): IndexedEdge => [at.get(from) ?? 0, at.get(to) ?? 0]),
    direction,
  );
  const origin = { x: 0, y: 0 };
  const placed = new Map(
    [...cards].map(([id, card], index) => [id, { ...card, ...(nodes[index] ?? origin) }]),
  );
  return {
    width,
    height,
    direction,
    cards: placed,
    ranks: measureRanks(placed, direction),
    edges: edges.map(({ from, to }, index) => ({ from, to, points: ways[index] ?? [] })),
  };
}

function placeNodes(
  sizes: readonly Size[],
  edges: readonly IndexedEdge[],
  direction: Direction,
): Places {
  const key = JSON.stringify([direction, sizes.map(({ width, height }) => [width, height]), edges]);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = computePlaces(sizes, edges, direction);
  kept.set(key, made);
  const oldest = kept.keys().next();
  if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value);
  return made;
}

function composeCards(picture: DagPicture): Map<string, Card> {
  const cards = new Map<string, Card>();
  for (const siblings of groupBy(picture.nodes, (node) => node.family).values()) {
    const varying = findVaryingParams(siblings);
    const own = siblings.map((node) => [node.id, composeCard(node, varying)] as const);
    // Siblings of one width stand in a clean column.
    const width = Math.max(...own.map(([, card]) => card.width));
    for (const [id, card] of own) cards.set(id, { ...card, width });
  }
  return cards;
}

function computePlaces(
  sizes: readonly Size[],
  edges: readonly IndexedEdge[],
  direction: Direction,
): Places {
  const graph = new Graph({ multigraph: false });
  graph.setGraph({
    rankdir: direction === "left-to-right" ? "LR" : "TB",
    ranker: sizes.length > MOST_FOR_SIMPLEX ? "longest-path" : "network-simplex",
    nodesep: BETWEEN_SIBLINGS,
    edgesep: 12,
    ranksep: BETWEEN_RANKS[direction],
    marginx: MARGIN,
    marginy: MARGIN,
  });
  // dagre places what comes last first: in this order siblings stand as they were required.
  for (const [index, size] of [...sizes.entries()].reverse()) graph.setNode(nameOf(index), size);
  for (const [from, to] of [...edges].reverse()) graph.setEdge(nameOf(from), nameOf(to), {});
  layout(graph);
  return readPlaces(graph, sizes.length, edges);
}

/** No number: JavaScript puts those in an order of its own. */
function nameOf(index: number): string {
  return `node ${index}`;
}

/** What dagre's graph tells after a layout. Its own types end in `any`, so they are named here. */
interface LaidOutGraph {
  graph(): { width?: number; height?: number };
  node(id: string): Point;
  edge(from: string, to: string): { points?: readonly Point[] };
}

function readPlaces(graph: LaidOutGraph, nodes: number, edges: readonly IndexedEdge[]): Places {
  const ways = edges.map(([from, to]) => graph.edge(nameOf(from), nameOf(to)).points ?? []);
  const size = graph.graph();
  const box = boxAround(
    // dagre answers -Infinity for a graph without nodes.
    Math.max(2 * MARGIN, Math.ceil(size.width ?? 0)),
    Math.max(2 * MARGIN, Math.ceil(size.height ?? 0)),
    ways.flat(),
  );
  const move = ({ x, y }: Point): Point => ({ x: x - box.left, y: y - box.top });
  return {
    width: box.right - box.left,
    height: box.bottom - box.top,
    nodes: Array.from({ length: nodes }, (_, index) => move(graph.node(nameOf(index)))),
    edges: ways.map((points) => points.map(move)),
  };
}

/** dagre's size is that of the cards; an edge may pass outside of them. */
function boxAround(width: number, height: number, points: readonly Point[]) {
  const box = { left: 0, top: 0, right: width, bottom: height };
  for (const { x, y } of points) {
    box.left = Math.min(box.left, Math.floor(x) - MARGIN);
    box.top = Math.min(box.top, Math.floor(y) - MARGIN);
    box.right = Math.max(box.right, Math.ceil(x) + MARGIN);
    box.bottom = Math.max(box.bottom, Math.ceil(y) + MARGIN);
  }
  return box;
}

function measureRanks(cards: ReadonlyMap<string, PlacedCard>, direction: Direction) {
  const ranks = new Map<number, number>();
  for (const { x, y, width, height } of cards.values()) {
    const [middle, depth] = direction === "left-to-right" ? [x, width] : [y, height];
    const rank = Math.round(middle);
    ranks.set(rank, Math.max(ranks.get(rank) ?? 0, depth / 2));
  }
  return ranks;
}

/** Left to right while that fits a cell, because it reads as a sentence does; else what is narrower. */
function chooseDirection(cards: ReadonlyMap<string, Card>, edges: DagPicture["edges"]): Direction {
  const ranks = rankNodes([...cards.keys()], edges);
  const byRank = [...groupBy(cards, ([id]) => ranks.get(id) ?? 0).values()];
  const widths = byRank.map((rank) => rank.map(([, card]) => card.width));
  const gap = BETWEEN_RANKS["left-to-right"];
  const across = sum(widths.map((rank) => Math.max(...rank) + gap)) - gap + 2 * MARGIN;
  if (across <= COMFORTABLE_WIDTH) return "left-to-right";
  const down = Math.max(...widths.map((rank) => sum(rank) + BETWEEN_SIBLINGS * rank.length));
  return down < across ? "top-to-bottom" : "left-to-right";
}

/** The length of the longest way to each node. Ends for a cycle too, which a folded view can have. */
function rankNodes(ids: readonly string[], edges: DagPicture["edges"]): Map<string, number> {
  const ranks = new Map(ids.map((id) => [id, 0]));
  const incoming = new Map(ids.map((id) => [id, 0]));
  const outgoing = groupBy(edges, (edge) => edge.from);
  for (const { to } of edges) incoming.set(to, (incoming.get(to) ?? 0) + 1);
  const ready = ids.filter((id) => incoming.get(id) === 0);
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    for (const { to } of outgoing.get(id) ?? []) {
      ranks.set(to, Math.max(ranks.get(to) ?? 0, (ranks.get(id) ?? 0) + 1));
      const left = (incoming.get(to) ?? 1) - 1;
      incoming.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return ranks;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
