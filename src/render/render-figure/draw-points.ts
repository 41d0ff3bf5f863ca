import { escapeXml } from "../escape-xml.ts";
import { cutText } from "../format-value.ts";
import { colourScale } from "./colours.ts";
import type { Frame } from "./draw-axes.ts";
import { drawErrorBars } from "./error-bars.ts";
import { readColour, readList, readNumber, readPath } from "./read-fields.ts";
import type { Scale } from "./scale.ts";
import type { Series } from "./series.ts";
import { round } from "./svg-marks.ts";

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly index: number;
}

/** More marks than this make a still picture larger, not clearer: every n-th is drawn. */
const MOST_MARKS = 4000;
/** From so many marks on they are one path, which takes a sixth of the room in a notebook. */
const MANY_MARKS = 200;

/** Lines, broken at missing values, and markers over them. */
export function drawPoints(series: Series, x: Scale, y: Scale, frame: Frame): string {
  const runs = placeRuns(series, x, y);
  const lines = series.lines
    ? runs.filter((run) => run.length > 1).map((run) => drawLine(series, run))
    : [];
  const points = runs.flat().filter((point) => isInside(point, frame));
  const step = Math.ceil(points.length / MOST_MARKS);
  const marks = series.markers ? points.filter((_, index) => index % step === 0) : [];
  const errors = drawErrorBars(series, y, points);
  if (marks.length >= MANY_MARKS && areAlike(series))
    return lines.join("") + errors + drawAlike(series, marks);
  const colourOf = markColours(series);
  const drawn = marks.map((point) => drawMark(series, point, colourOf(point.index)));
  return lines.join("") + errors + drawn.join("");
}

function placeRuns(series: Series, x: Scale, y: Scale): Placed[][] {
  const runs: Placed[][] = [[]];
  const length = Math.min(series.x.length, series.y.length);
  for (let index = 0; index < length; index += 1) {
    const [px, py] = [x.place(series.x[index]), y.place(series.y[index])];
    if (px === undefined || py === undefined) runs.push([]);
    else runs.at(-1)?.push({ x: px, y: py, index });
  }
  return runs;
}

function isInside({ x, y }: Placed, frame: Frame): boolean {
  return x >= frame.left - 1 && x <= frame.right + 1 && y >= frame.top - 1 && y <= frame.bottom + 1;
}

function drawLine(series: Series, run: readonly Placed[]): string {
  const step = Math.ceil(run.length / MOST_MARKS);
  const path = run
    .filter((_, index) => index % step === 0 || index === run.length - 1)
    .map(({ x, y }) => `${round(x)} ${round(y)}`)
    .join("L");
  const width = readNumber(readPath(series.trace, "line", "width")) ?? 2;
  const dash = series.dashed ? ' stroke-dasharray="7 4"' : "";
  return `<path d="M${path}" fill="none" stroke="${series.colour}" stroke-width="${width}" stroke-linejoin="round"${dash}/>`;
}

/** True where all marks look the same and say nothing each. */
function areAlike({ trace, open }: Series): boolean {
  const { marker } = trace;
  return (
    readList(readPath(marker, "color")).length === 0 &&
    readList(readPath(marker, "size")).length === 0 &&
    readList(readPath(marker, "opacity")).length === 0 &&
    readList(trace.text).length === 0 &&
    !open
  );
}

function drawAlike(series: Series, marks: readonly Placed[]): string {
  const size = readNumber(readPath(series.trace, "marker", "size")) ?? 7;
  const opacity = readNumber(readPath(series.trace, "marker", "opacity")) ?? 0.85;
  const path = marks.map(({ x, y }) => `M${round(x)} ${round(y)}h0`).join("");
  return `<path d="${path}" stroke="${series.colour}" stroke-width="${Math.min(60, size)}" stroke-linecap="round" stroke-opacity="${opacity}"/>`;
}

function drawMark(series: Series, { x, y, index }: Placed, colour: string): string {
  const sizes = readPath(series.trace, "marker", "size");
  const size = readNumber(Array.isArray(sizes) ? sizes[index] : sizes) ?? 7;
  const opacity = readNumber(readPath(series.trace, "marker", "opacity")) ?? 0.85;
  const words = readList(series.trace.text)[index];
  const title = typeof words === "string" ? `<title>${escapeXml(cutText(words, 200))}</title>` : "";
  const shape = `cx="${round(x)}" cy="${round(y)}" r="${round(Math.min(30, size / 2))}" ${series.open ? `fill="none" stroke="${colour}" stroke-width="2"` : `fill="${colour}" fill-opacity="${opacity}"`}`;
  return title === "" ? `<circle ${shape}/>` : `<circle ${shape}>${title}</circle>`;
}

/** One colour a mark, where `marker.color` is a list of colours or of numbers. */
function markColours(series: Series): (index: number) => string {
  const colours = readList(readPath(series.trace, "marker", "color"));
  const numbers = colours.map(readNumber).filter((value) => value !== undefined);
  const low = numbers.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = numbers.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const scale = colourScale(readPath(series.trace, "marker", "colorscale"));
  return (index) => {
    const value = readNumber(colours[index]);
    if (value !== undefined) return scale(high > low ? (value - low) / (high - low) : 0.5);
    return readColour(colours[index]) ?? series.colour;
  };
}
