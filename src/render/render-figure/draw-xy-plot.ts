import { estimateTextWidth, fitText } from "../text-width.ts";
import { drawAxes, type Frame, isCrowded, labelRoom } from "./draw-axes.ts";
import { drawBars, stackTops } from "./draw-bars.ts";
import { drawPoints } from "./draw-points.ts";
import { errorEnds } from "./error-bars.ts";
import type { Trace } from "./figure.ts";
import { INKS } from "./figure-inks.ts";
import type { Paper } from "./paper.ts";
import { readList, readPath, readTitle } from "./read-fields.ts";
import { makeScale, type Scale } from "./scale.ts";
import { readSeries, type Series } from "./series.ts";
import { round, textAt } from "./svg-marks.ts";

const LEGEND_SIZE = 12;
const LEGEND_ROW = 20;

/** Scatter and bar traces on common axes, with a legend when there is more than one. */
export function drawXyPlot(
  traces: readonly Trace[],
  layout: Readonly<Record<string, unknown>>,
  paper: Paper,
): string {
  const series = readSeries(traces, layout.colorway);
  const legend = needsLegend(series, layout) ? series.filter((one) => one.inLegend) : [];
  const legendWidth = measureLegend(legend);
  const titles = { x: axisTitle(layout, "xaxis"), y: axisTitle(layout, "yaxis") };
  const draft = {
    left: 60,
    right: paper.width - 24 - legendWidth,
    top: paper.top,
    bottom: paper.height - 56,
  };
  const draftX = xScale(series, layout, draft);
  const draftY = yScale(series, layout, draft);
  const crowded = isCrowded(draftX.ticks);
  const frame: Frame = {
    ...draft,
    // Slanted labels reach to the left of the first tick.
    left: Math.max(
      crowded ? 88 : 0,
      labelRoom(
        draftY.ticks.map(({ label }) => label),
        titles.y,
      ),
    ),
    bottom: paper.height - (crowded ? 76 : 34) - (titles.x === "" ? 0 : 22),
  };
  const [x, y] = [xScale(series, layout, frame), yScale(series, layout, frame)];
  const bars = series.filter((one) => one.kind === "bars");
  return [
    drawAxes(frame, x, y, titles),
    drawBars(bars, x, y, layout.barmode),
    ...series.filter((one) => one.kind === "points").map((one) => drawPoints(one, x, y, frame)),
    drawLegend(legend, frame.right + 18, paper.top + 6),
  ].join("");
}

function xScale(
  series: readonly Series[],
  layout: Readonly<Record<string, unknown>>,
  frame: Frame,
): Scale {
  const lying = series.some((one) => one.horizontal);
  return makeScale({
    values: series.flatMap((one) => [...one.x]),
    from: frame.left,
    to: frame.right,
    ...readRange(layout, "xaxis"),
    includeZero: lying || readPath(layout, "xaxis", "rangemode") === "tozero",
    padding: series.some((one) => one.kind === "bars" && !one.horizontal) ? 0.08 : 0.05,
    type: readPath(layout, "xaxis", "type"),
    tickCount: Math.max(2, (frame.right - frame.left) / 90),
  });
}

function yScale(
  series: readonly Series[],
  layout: Readonly<Record<string, unknown>>,
  frame: Frame,
): Scale {
  const standing = series.filter((one) => one.kind === "bars" && !one.horizontal);
  const stacked = layout.barmode === "stack" ? stackTops(standing) : [];
  const reversed = readPath(layout, "yaxis", "autorange") === "reversed";
  const errors = series.flatMap(errorEnds);
  return makeScale({
    values: [...series.flatMap((one) => [...one.y]), ...stacked, ...errors],
    from: reversed ? frame.top : frame.bottom,
    to: reversed ? frame.bottom : frame.top,
    ...readRange(layout, "yaxis"),
    includeZero: standing.length > 0 || readPath(layout, "yaxis", "rangemode") === "tozero",
    padding: 0.06,
    type: readPath(layout, "yaxis", "type"),
    tickCount: Math.max(2, (frame.bottom - frame.top) / 55),
  });
}

function readRange(
  layout: Readonly<Record<string, unknown>>,
  axis: string,
): { range?: [unknown, unknown] } {
  const range = readList(readPath(layout, axis, "range"));
  return range.length === 2 ? { range: [range[0], range[1]] } : {};
}

function axisTitle(layout: Readonly<Record<string, unknown>>, axis: string): string {
  return readTitle(readPath(layout, axis, "title"));
}

function needsLegend(
  series: readonly Series[],
  layout: Readonly<Record<string, unknown>>,
): boolean {
  if (typeof layout.showlegend === "boolean") return layout.showlegend;
  return series.length > 1;
}

function measureLegend(series: readonly Series[]): number {
  if (series.length === 0) return 0;
  const widest = series.reduce(
    (most, one) => Math.max(most, estimateTextWidth(one.name, LEGEND_SIZE)),
    0,
  );
  return Math.min(170, Math.ceil(widest)) + 42;
}

function drawLegend(series: readonly Series[], left: number, top: number): string {
  return series
    .map((one, index) => {
      const y = top + index * LEGEND_ROW;
      const words = textAt(left + 24, y + 4, fitText(one.name, 170, LEGEND_SIZE), {
        size: LEGEND_SIZE,
        fill: INKS.label.light,
        anchor: "start",
      });
      return drawKey(one, round(left), round(y)) + words;
    })
    .join("");
}

function drawKey(one: Series, x: number, y: number): string {
  if (one.kind === "bars")
    return `<rect x="${x + 3}" y="${y - 5}" width="12" height="10" rx="2" fill="${one.colour}"/>`;
  const line = `<path d="M${x} ${y}h18" stroke="${one.colour}" stroke-width="2"${one.dashed ? ' stroke-dasharray="5 3"' : ""}/>`;
  return (
    (one.lines ? line : "") +
    (one.markers
      ? `<circle cx="${x + 9}" cy="${y}" r="4" ${one.open ? `fill="none" stroke="${one.colour}" stroke-width="2"` : `fill="${one.colour}"`}/>`
      : "")
  );
}
