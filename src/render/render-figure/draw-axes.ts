import { estimateTextWidth, fitText } from "../text-width.ts";
import { INKS } from "./figure-inks.ts";
import type { Scale, Tick } from "./scale.ts";
import { lineAt, textAt } from "./svg-marks.ts";

/** The rectangle inside the axes, in pixels. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const TICK_SIZE = 11.5;
const GRID = INKS.grid.light;
const AXIS = INKS.axis.light;
const INK = INKS.tick.light;

/** Grid lines, tick labels and titles of both axes. */
export function drawAxes(
  frame: Frame,
  x: Scale,
  y: Scale,
  titles: { x: string; y: string },
  grid = true,
): string {
  const slanted = isCrowded(x.ticks);
  const step = slanted ? Math.ceil((x.ticks.length * 16) / (frame.right - frame.left)) : 1;
  const xTicks = x.ticks.filter((_, index) => index % step === 0);
  return [
    ...(grid ? x.ticks.map(({ at }) => lineAt(at, frame.top, at, frame.bottom, GRID)) : []),
    ...(grid ? y.ticks.map(({ at }) => lineAt(frame.left, at, frame.right, at, GRID)) : []),
    lineAt(frame.left, frame.bottom, frame.right, frame.bottom, AXIS),
    lineAt(frame.left, frame.top, frame.left, frame.bottom, AXIS),
    ...xTicks.map(({ at, label }) =>
      slanted
        ? textAt(at + 4, frame.bottom + 14, fitText(label, 90, TICK_SIZE), {
            size: TICK_SIZE,
            fill: INK,
            anchor: "end",
            turn: -35,
          })
        : textAt(at, frame.bottom + 18, label, { size: TICK_SIZE, fill: INK }),
    ),
    ...y.ticks.map(({ at, label }) =>
      textAt(frame.left - 8, at + 4, fitText(label, 130, TICK_SIZE), {
        size: TICK_SIZE,
        fill: INK,
        anchor: "end",
      }),
    ),
    textAt((frame.left + frame.right) / 2, frame.bottom + (slanted ? 82 : 42), titles.x, {
      size: 13,
      fill: INKS.label.light,
    }),
    textAt(22, (frame.top + frame.bottom) / 2, titles.y, {
      size: 13,
      fill: INKS.label.light,
      turn: -90,
    }),
  ].join("");
}

/** True when labels side by side would touch, so that they are written aslant. */
export function isCrowded(ticks: readonly Tick[]): boolean {
  return ticks.some(({ at, label }, index) => {
    const next = ticks[index + 1];
    if (next === undefined) return false;
    const needed =
      (estimateTextWidth(label, TICK_SIZE) + estimateTextWidth(next.label, TICK_SIZE)) / 2;
    return needed + 8 > Math.abs(next.at - at);
  });
}

/** The room that labels at the left of an axis need. */
export function labelRoom(labels: readonly string[], title: string): number {
  const widest = labels.reduce(
    (most, label) => Math.max(most, estimateTextWidth(label, TICK_SIZE)),
    0,
  );
  return Math.min(130, Math.ceil(widest)) + 16 + (title === "" ? 8 : 26);
}
