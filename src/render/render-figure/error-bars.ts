import { readColour, readList, readNumber, readPath } from "./read-fields.ts";
import type { Scale } from "./scale.ts";
import type { Series } from "./series.ts";
import { round } from "./svg-marks.ts";

const CAP = 8;

/** The bars up and down from marks that `error_y` gives, in the unit of the y axis. */
export function drawErrorBars(
  series: Series,
  y: Scale,
  marks: readonly { readonly x: number; readonly index: number }[],
): string {
  const stroke = readColour(readPath(series.trace, "error_y", "color")) ?? series.colour;
  const path = marks.map(({ x, index }) => drawBar(series, y, x, index)).join("");
  return path === "" ? "" : `<path d="${path}" stroke="${stroke}" stroke-width="2"/>`;
}

/** How far the error bars of a series reach. */
export function errorEnds(series: Series): number[] {
  return series.y.flatMap((_, index) => endsAt(series, index) ?? []);
}

function drawBar(series: Series, y: Scale, x: number, index: number): string {
  const [top, bottom] = (endsAt(series, index) ?? []).map((end) => y.place(end));
  if (top === undefined || bottom === undefined || top === bottom) return "";
  const cap = (at: number) => `M${round(x - CAP)} ${round(at)}h${2 * CAP}`;
  return `${cap(top)}${cap(bottom)}M${round(x)} ${round(top)}V${round(bottom)}`;
}

function endsAt({ y, trace }: Series, index: number): [number, number] | undefined {
  const value = readNumber(y[index]);
  const up = readNumber(readList(readPath(trace, "error_y", "array"))[index]);
  if (value === undefined || up === undefined) return undefined;
  const down = readNumber(readList(readPath(trace, "error_y", "arrayminus"))[index]) ?? up;
  return [value + up, value - down];
}
