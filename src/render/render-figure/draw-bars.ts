import { INKS } from "./figure-inks.ts";
import { readColour, readList, readNumber, readPath } from "./read-fields.ts";
import type { Scale } from "./scale.ts";
import type { Series } from "./series.ts";
import { round, textAt } from "./svg-marks.ts";

const FILLED = 0.8;

/** Bars side by side, or one on the other where `barmode` is "stack". */
export function drawBars(bars: readonly Series[], x: Scale, y: Scale, barmode: unknown): string {
  const stacked = barmode === "stack";
  const overlaid = stacked || barmode === "overlay";
  const heights = new Map<string, number>();
  return bars
    .flatMap((series, place) => {
      const along = series.horizontal ? y : x;
      const thickness = Math.max(
        1,
        (Math.min(along.band, 160) * FILLED) / (overlaid ? 1 : bars.length),
      );
      const shift = overlaid ? 0 : (place - (bars.length - 1) / 2) * thickness;
      return readBars(series).map(({ at, value, index }) => {
        const key = `${String(at)} ${value < 0}`;
        const base = stacked ? (heights.get(key) ?? 0) : 0;
        heights.set(key, base + value);
        return drawBar(series, index, {
          along,
          across: series.horizontal ? x : y,
          at,
          base,
          top: base + value,
          shift,
          thickness,
        });
      });
    })
    .join("");
}

/** The sums that stacked bars reach. */
export function stackTops(bars: readonly Series[]): number[] {
  const sums = new Map<string, number>();
  for (const series of bars) {
    for (const { at, value } of readBars(series)) {
      const key = `${String(at)} ${value < 0}`;
      sums.set(key, (sums.get(key) ?? 0) + value);
    }
  }
  return [...sums.values()];
}

function readBars(series: Series): { at: unknown; value: number; index: number }[] {
  const [places, values] = series.horizontal ? [series.y, series.x] : [series.x, series.y];
  return values.flatMap((value, index) => {
    const number = readNumber(value);
    return number === undefined ? [] : [{ at: places[index], value: number, index }];
  });
}

interface BarPlace {
  readonly along: Scale;
  readonly across: Scale;
  readonly at: unknown;
  readonly base: number;
  readonly top: number;
  readonly shift: number;
  readonly thickness: number;
}

function drawBar(series: Series, index: number, place: BarPlace): string {
  const middle = place.along.place(place.at);
  const [from, to] = [place.across.place(place.base), place.across.place(place.top)];
  if (middle === undefined || from === undefined || to === undefined) return "";
  const side = middle + place.shift - place.thickness / 2;
  const [start, length] = [Math.min(from, to), Math.abs(to - from)];
  const box = series.horizontal
    ? [start, side, length, place.thickness]
    : [side, start, place.thickness, length];
  const [left = 0, top = 0, width = 0, height = 0] = box.map(round);
  const colour =
    readColour(readList(readPath(series.trace, "marker", "color"))[index]) ?? series.colour;
  return (
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="2" fill="${colour}"/>` +
    drawBarText(series, index, { left, top, width, height })
  );
}

function drawBarText(
  series: Series,
  index: number,
  box: { left: number; top: number; width: number; height: number },
): string {
  const words = readList(series.trace.text)[index];
  if ((typeof words !== "string" && typeof words !== "number") || box.width < 8) return "";
  const look = { size: 11, fill: INKS.label.light };
  if (series.horizontal)
    return textAt(box.left + box.width + 5, box.top + box.height / 2 + 4, String(words), {
      ...look,
      anchor: "start",
    });
  return textAt(box.left + box.width / 2, box.top - 5, String(words), look);
}
