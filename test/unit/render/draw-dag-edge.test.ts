import { expect, test } from "vitest";
import { drawDagEdge } from "../../../src/render/draw-dag-edge.ts";
import { foldFamilies } from "../../../src/render/fold-families.ts";
import {
  type DagLayout,
  layoutDag,
  type PlacedCard,
  type Point,
} from "../../../src/render/layout-dag.ts";
import { node, pipelineView } from "./sample-views.ts";

/** Parts of forests of several sizes, and a score of each forest that reads the data too. */
function forests(sizes: readonly number[], between: readonly string[] = []) {
  const parts = Array.from({ length: Math.max(...sizes) }, (_, at) => `Part${at}`);
  const chain = ["Data", "Fold", ...between];
  const last = chain.at(-1) ?? "Data";
  const edges = [
    ...chain.slice(1).map((to, at) => ({ from: chain[at] ?? "", to })),
    ...parts.map((to) => ({ from: last, to })),
    ...sizes.flatMap((size) => [
      ...parts.slice(0, size).map((from) => ({ from, to: `Forest${size}` })),
      { from: `Forest${size}`, to: `Score${size}` },
      { from: "Fold", to: `Score${size}` },
    ]),
  ];
  const ids = new Set([...chain, ...edges.map(({ to }) => to)]);
  return { root: "Data", nodes: [...ids].map((id) => node(id)), edges };
}

function draw(edge: DagLayout["edges"][number], layout: DagLayout): string {
  return drawDagEdge(edge, layout, { link: "", isAwaited: false });
}

/** Points of an edge as it is drawn. */
function pointsOf(edge: DagLayout["edges"][number], layout: DagLayout): Point[] {
  const [, path = ""] = / d="M([^"]+)"/.exec(draw(edge, layout)) ?? [];
  const numbers = path.split(/[C ]/).map(Number);
  const stops = numbers.flatMap((x, at) => (at % 2 === 0 ? [{ x, y: numbers[at + 1] ?? 0 }] : []));
  const found: Point[] = [];
  for (let at = 0; at + 3 < stops.length; at += 3)
    for (let step = 0; step <= 24; step++) found.push(onCurve(stops.slice(at, at + 4), step / 24));
  return found;
}

function onCurve(stops: readonly Point[], share: number): Point {
  if (stops.length === 1) return stops[0] ?? { x: 0, y: 0 };
  const nearer = stops.slice(1).map(({ x, y }, at) => {
    const before = stops[at] ?? { x, y };
    return { x: before.x + (x - before.x) * share, y: before.y + (y - before.y) * share };
  });
  return onCurve(nearer, share);
}

function covers({ x, y, width, height }: PlacedCard, point: Point): boolean {
  return Math.abs(point.x - x) < width / 2 - 1 && Math.abs(point.y - y) < height / 2 - 1;
}

test.each([
  ["left to right", forests([1, 2, 4, 8])],
  ["top to bottom, of one forest", forests([3])],
  ["top to bottom", forests([1, 2, 3], ["Clean", "Scale", "Select"])],
])("no edge passes behind a card or out of the picture, %s", (name, view) => {
  const layout = layoutDag(view);
  expect(name.startsWith(layout.direction.replaceAll("-", " "))).toBe(true);
  for (const edge of layout.edges) {
    const points = pointsOf(edge, layout);
    expect(points.length).toBeGreaterThan(20);
    for (const point of points) {
      const covering = [...layout.cards].filter(([, card]) => covers(card, point));
      expect(covering.map(([id]) => `${edge.from} to ${edge.to} passes behind ${id}`)).toEqual([]);
      expect(point.x >= 0 && point.x <= layout.width).toBe(true);
      expect(point.y >= 0 && point.y <= layout.height).toBe(true);
    }
  }
});

test("the arrow to a folded family ends above the cards that stand behind it", () => {
  const layout = layoutDag(foldFamilies(pipelineView(9)));
  expect(layout.direction).toBe("top-to-bottom");
  for (const edge of layout.edges) {
    const card = layout.cards.get(edge.to);
    const folded = card?.title === "TrainModel ×9";
    const [, tip] = / d="M\S+ (\S+)L[^"]+Z"/.exec(draw(edge, layout)) ?? [];
    const top = (card?.y ?? 0) - (card?.height ?? 0) / 2;
    expect([edge.to, Math.round(top - Number(tip))]).toEqual([edge.to, folded ? 7 : 1]);
  }
});
