import { isRecord } from "./figure.ts";
import { readList } from "./read-fields.ts";

type Rgb = readonly [number, number, number];
type Stops = readonly (readonly [number, Rgb])[];

/** plotly's own order of trace colours. */
export const COLOURWAY = [
  "#1f77b4",
  "#ff7f0e",
  "#2ca02c",
  "#d62728",
  "#9467bd",
  "#8c564b",
  "#e377c2",
  "#7f7f7f",
  "#bcbd22",
  "#17becf",
] as const;

const SCALES: Readonly<Record<string, Stops>> = {
  viridis: spread(["#440154", "#414487", "#2a788e", "#22a884", "#7ad151", "#fde725"]),
  blues: spread(["#f4f8fd", "#c6dbef", "#6baed6", "#2171b5", "#08306b"]),
  greys: spread(["#ffffff", "#bdbdbd", "#525252", "#111111"]),
  rdbu: spread(["#053061", "#4393c3", "#f7f7f7", "#d6604d", "#67001f"]),
};

/** A function from 0…1 to a colour, from the name or the stops that plotly takes. */
export function colourScale(scale: unknown, reversed = false): (share: number) => string {
  const stops = readStops(scale);
  return (share) => {
    const clamped = Math.min(1, Math.max(0, share));
    return toCss(interpolate(stops, reversed ? 1 - clamped : clamped));
  };
}

/** Black or white, whichever reads better on a colour of `colourScale` (WCAG relative luminance). */
export function textColourOn(background: string): string {
  const [red, green, blue] = parseHex(background).map((channel) => {
    const share = channel / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.2 ? "#14202e" : "#ffffff";
}

function readStops(scale: unknown): Stops {
  const named = typeof scale === "string" ? SCALES[scale.toLowerCase()] : undefined;
  if (named !== undefined) return named;
  const stops = readList(scale).flatMap((stop): [number, Rgb][] => {
    const [at, colour] = readList(stop);
    return typeof at === "number" && typeof colour === "string" && isHex(colour)
      ? [[at, parseHex(colour)]]
      : [];
  });
  return stops.length >= 2 && !isRecord(scale) ? stops : (SCALES.viridis ?? []);
}

function interpolate(stops: Stops, share: number): Rgb {
  const upper = stops.findIndex(([at]) => at >= share);
  const [high, highColour] = stops[upper === -1 ? stops.length - 1 : upper] ?? [0, [128, 128, 128]];
  const [low, lowColour] = stops[Math.max(0, upper - 1)] ?? [high, highColour];
  const part = high === low ? 1 : Math.min(1, (share - low) / (high - low));
  const mix = (from: number, to: number): number => Math.round(from + (to - from) * part);
  return [
    mix(lowColour[0], highColour[0]),
    mix(lowColour[1], highColour[1]),
    mix(lowColour[2], highColour[2]),
  ];
}

function spread(colours: readonly string[]): Stops {
  return colours.map((colour, index) => [index / (colours.length - 1), parseHex(colour)]);
}

function isHex(colour: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(colour);
}

function parseHex(colour: string): Rgb {
  const channel = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

function toCss(colour: Rgb): string {
  return `#${colour.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}
