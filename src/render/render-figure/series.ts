import { COLOURWAY } from "./colours.ts";
import type { Trace } from "./figure.ts";
import { readColour, readList, readPath, stripTags } from "./read-fields.ts";

/** A scatter or bar trace, read into what the picture needs. */
export interface Series {
  readonly kind: "points" | "bars";
  readonly name: string;
  readonly colour: string;
  /** Pairs in the trace's order; either may be missing. */
  readonly x: readonly unknown[];
  readonly y: readonly unknown[];
  readonly markers: boolean;
  readonly lines: boolean;
  readonly dashed: boolean;
  /** Marks are rings. */
  readonly open: boolean;
  readonly horizontal: boolean;
  readonly inLegend: boolean;
  readonly trace: Trace;
}

const FEW_POINTS = 20;

export function readSeries(traces: readonly Trace[], colourway: unknown): Series[] {
  const colours = readList(colourway)
    .map(readColour)
    .filter((colour) => colour !== undefined);
  const order: readonly string[] = colours.length > 0 ? colours : COLOURWAY;
  return traces.map((trace, index) =>
    readOne(trace, index, order[index % order.length] ?? COLOURWAY[0]),
  );
}

function readOne(trace: Trace, index: number, fallback: string): Series {
  const bars = trace.type === "bar";
  const y = readList(trace.y);
  const x = trace.x === undefined ? y.map((_, at) => at) : readList(trace.x);
  const paired = y.length === 0 && trace.y === undefined ? x.map((_, at) => at) : y;
  const mode = typeof trace.mode === "string" ? trace.mode : undefined;
  const assumed = x.length < FEW_POINTS ? "lines+markers" : "lines";
  return {
    kind: bars ? "bars" : "points",
    name: typeof trace.name === "string" ? stripTags(trace.name) : `trace ${index}`,
    colour:
      readColour(readPath(trace, "marker", "color")) ??
      readColour(readPath(trace, "line", "color")) ??
      fallback,
    x,
    y: paired,
    markers: (mode ?? assumed).includes("markers"),
    lines: (mode ?? assumed).includes("lines"),
    dashed:
      typeof readPath(trace, "line", "dash") === "string" &&
      readPath(trace, "line", "dash") !== "solid",
    open: String(readPath(trace, "marker", "symbol") ?? "").endsWith("-open"),
    horizontal: bars && trace.orientation === "h",
    inLegend: trace.showlegend !== false,
    trace,
  };
}
