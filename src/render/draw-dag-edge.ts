import type { DagLayout, PlacedCard, Point } from "./layout-dag.ts";

type Edge = DagLayout["edges"][number];

export interface EdgeLook {
  /** Which nodes it joins, as a page's script reads it: "3 5", counted from 0 as they are drawn. */
  readonly link: string;
  /** The result that it stands for is being made. */
  readonly isAwaited: boolean;
}

const ARROW = 6;

/**
 * An edge as a smooth line with its arrow where the result is used;
 * dashed, in the colour of what runs, while the result is awaited.
 */
export function drawDagEdge(edge: Edge, layout: DagLayout, { link, isAwaited }: EdgeLook): string {
  const [from, to] = [layout.cards.get(edge.from), layout.cards.get(edge.to)];
  if (from === undefined || to === undefined) return "";
  // Seen left to right; a picture from top to bottom is the same with x and y exchanged.
  const turned = layout.direction === "top-to-bottom";
  const turn = (point: Point): Point => (turned ? { x: point.y, y: point.x } : point);
  const backwards = turn(to).x < turn(from).x;
  const side = backwards ? -1 : 1;
  const start = { ...turn(from), x: turn(from).x + side * half(from, turned) };
  const above = turned && !backwards ? to.above : 0;
  const end = { ...turn(to), x: turn(to).x - side * (half(to, turned) + above + ARROW + 1) };
  const stops = [start, ...middleStops(edge.points.map(turn), layout.ranks, side), end];
  const [first = "", ...rest] = curve(stops).map((point) => format(turn(point)));
  const tip = arrow(end, side).map((point) => format(turn(point)));
  return (
    `<g class="e${isAwaited ? " s-running" : ""}" data-link="${link}">` +
    `<path${isAwaited ? ' class="k"' : ""} d="M${first}C${rest.join(" ")}"/>` +
    `<path class="y${isAwaited ? " i" : ""}" d="M${tip.join("L")}Z"/></g>`
  );
}

function half(card: PlacedCard, turned: boolean): number {
  return (turned ? card.height : card.width) / 2;
}

/**
 * A short edge needs no stop. A long one passes straight between the cards of each rank on its
 * way, where the layout made room for it, and turns only where no card stands.
 */
function middleStops(points: readonly Point[], ranks: DagLayout["ranks"], side: number): Point[] {
  return points.slice(1, -1).flatMap(({ x, y }) => {
    const half = ranks.get(Math.round(x));
    return half === undefined
      ? []
      : [
          { x: x - side * half, y },
          { x: x + side * half, y },
        ];
  });
}

/** Cubic curves from stop to stop that leave and arrive along the reading direction. */
function curve(stops: readonly Point[]): Point[] {
  return stops.flatMap((stop, index) => {
    const last = stops[index - 1];
    if (last === undefined) return [stop];
    const middle = (last.x + stop.x) / 2;
    return [{ x: middle, y: last.y }, { x: middle, y: stop.y }, stop];
  });
}

function arrow(end: Point, side: number): Point[] {
  const tip = end.x + side * ARROW;
  return [
    { x: tip, y: end.y },
    { x: end.x - side, y: end.y - 4 },
    { x: end.x - side, y: end.y + 4 },
  ];
}

function format({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
