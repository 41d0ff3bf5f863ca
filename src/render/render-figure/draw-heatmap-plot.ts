import { estimateTextWidth, fitText } from "../text-width.ts";
import { colourScale, textColourOn } from "./colours.ts";
import { drawAxes, type Frame, isCrowded, labelRoom } from "./draw-axes.ts";
import type { Trace } from "./figure.ts";
import { INKS } from "./figure-inks.ts";
import { formatTick, niceTicks } from "./nice-ticks.ts";
import type { Paper } from "./paper.ts";
import { readList, readNumber, readPath, readTitle } from "./read-fields.ts";
import { makeScale, type Scale } from "./scale.ts";
import { round, textAt } from "./svg-marks.ts";

interface Grid {
  readonly rows: readonly (readonly unknown[])[];
  readonly columns: readonly unknown[];
  readonly lines: readonly unknown[];
  readonly low: number;
  readonly high: number;
}

const GAP = 1.5;
/** Larger grids get a picture of every n-th cell. */
const MOST_SIDE = 120;

/** A matrix in colours, with what `text` or `texttemplate` writes into its cells. */
export function drawHeatmapPlot(
  trace: Trace,
  layout: Readonly<Record<string, unknown>>,
  paper: Paper,
): string {
  const grid = readGrid(trace);
  const titles = {
    x: readTitle(readPath(layout, "xaxis", "title")),
    y: readTitle(readPath(layout, "yaxis", "title")),
  };
  const hasBar = trace.showscale !== false;
  const left = labelRoom(grid.lines.map(String), titles.y);
  const draft: Frame = {
    left,
    right: paper.width - (hasBar ? 96 : 28),
    top: paper.top,
    bottom: paper.height - 56,
  };
  const crowded = isCrowded(categories(grid.columns, draft.left, draft.right).ticks);
  const bottom = paper.height - (crowded ? 76 : 34) - (titles.x === "" ? 0 : 22);
  const frame = squareFrame(
    { ...draft, bottom },
    grid,
    readPath(layout, "yaxis", "scaleanchor") === "x",
  );
  const x = categories(grid.columns, frame.left, frame.right);
  // plotly counts rows from below unless the axis is reversed, as a matrix is read.
  const fromTop = readPath(layout, "yaxis", "autorange") === "reversed";
  const y = fromTop
    ? categories(grid.lines, frame.top, frame.bottom)
    : categories(grid.lines, frame.bottom, frame.top);
  const colour = colourScale(trace.colorscale, trace.reversescale === true);
  return (
    drawCells(trace, grid, { x, y }, colour) +
    drawAxes(frame, x, thin(y), titles, false) +
    (hasBar ? drawColourBar(frame, grid, colour) : "")
  );
}

function readGrid(trace: Trace): Grid {
  const all = readList(trace.z).map(readList);
  const stepY = Math.ceil(all.length / MOST_SIDE);
  const width = all.reduce((most, row) => Math.max(most, row.length), 0);
  const stepX = Math.ceil(width / MOST_SIDE);
  const rows = all
    .filter((_, index) => index % stepY === 0)
    .map((row) => row.filter((_, index) => index % stepX === 0));
  const values = rows
    .flat()
    .map(readNumber)
    .filter((value) => value !== undefined);
  const least = values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const most = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  return {
    rows,
    columns: readLabels(trace.x, width).filter((_, index) => index % stepX === 0),
    lines: readLabels(trace.y, all.length).filter((_, index) => index % stepY === 0),
    low: readNumber(trace.zmin) ?? (values.length === 0 ? 0 : least),
    high: readNumber(trace.zmax) ?? (values.length === 0 ? 1 : most),
  };
}

function readLabels(labels: unknown, length: number): unknown[] {
  const given = readList(labels);
  return Array.from({ length }, (_, index) => given[index] ?? index);
}

function categories(values: readonly unknown[], from: number, to: number): Scale {
  return makeScale({
    values,
    from,
    to,
    includeZero: false,
    padding: 0,
    type: "category",
    tickCount: 10,
  });
}

function thin(scale: Scale): Scale {
  const step = Math.max(1, Math.ceil(14 / scale.band));
  return { ...scale, ticks: scale.ticks.filter((_, index) => index % step === 0) };
}

/** Square cells, as large as fit, in the middle. */
function squareFrame(frame: Frame, grid: Grid, square: boolean): Frame {
  if (!square || grid.rows.length === 0 || grid.columns.length === 0) return frame;
  const side = Math.min(
    (frame.right - frame.left) / grid.columns.length,
    (frame.bottom - frame.top) / grid.rows.length,
  );
  const spare = frame.right - frame.left - side * grid.columns.length;
  return {
    left: frame.left + spare / 2,
    right: frame.right - spare / 2,
    top: frame.top,
    bottom: frame.top + side * grid.rows.length,
  };
}

function drawCells(
  trace: Trace,
  grid: Grid,
  scales: { x: Scale; y: Scale },
  colour: (share: number) => string,
): string {
  const { x, y } = scales;
  const texts = readList(trace.text).map(readList);
  const writes = typeof trace.texttemplate === "string" || texts.length > 0;
  const [width, height] = [roomIn(x), roomIn(y)];
  return grid.rows
    .flatMap((row, line) =>
      row.map((cell, column) => {
        const value = readNumber(cell);
        const [cx, cy] = [x.place(grid.columns[column]), y.place(grid.lines[line])];
        if (value === undefined || cx === undefined || cy === undefined) return "";
        const fill = colour(
          grid.high > grid.low ? (value - grid.low) / (grid.high - grid.low) : 0.5,
        );
        const words = writes ? String(texts[line]?.[column] ?? formatTick(value)) : "";
        return (
          `<rect x="${round(cx - width / 2)}" y="${round(cy - height / 2)}" width="${round(width)}" height="${round(height)}" rx="${x.band > 20 ? 3 : 0}" fill="${fill}"/>` +
          writeInCell(words, cx, cy, Math.min(width, height * 1.6), fill)
        );
      }),
    )
    .join("");
}

/** Small cells touch, so that a fine grid shows no net of white lines. */
function roomIn({ band }: Scale): number {
  return band > 14 ? band - GAP : band + 0.3;
}

function writeInCell(words: string, x: number, y: number, room: number, fill: string): string {
  const size = Math.min(16, room / 3);
  if (words === "" || size < 7) return "";
  const fitted = estimateTextWidth(words, size) <= room ? words : fitText(words, room, size);
  return textAt(x, y + size * 0.36, fitted, { size: round(size), fill: textColourOn(fill) });
}

function drawColourBar(
  frame: Frame,
  { low, high }: Grid,
  colour: (share: number) => string,
): string {
  const left = frame.right + 18;
  const height = frame.bottom - frame.top;
  const slices = Array.from({ length: 40 }, (_, index) => {
    const top = frame.top + (height * index) / 40;
    return `<rect x="${left}" y="${round(top)}" width="14" height="${round(height / 40 + 0.5)}" fill="${colour(1 - index / 39)}"/>`;
  });
  const ticks = niceTicks(low, high, 5).map((value) => {
    const y = frame.bottom - (high > low ? ((value - low) / (high - low)) * height : 0);
    return textAt(left + 20, y + 4, formatTick(value), {
      size: 11,
      fill: INKS.tick.light,
      anchor: "start",
    });
  });
  return slices.join("") + ticks.join("");
}
