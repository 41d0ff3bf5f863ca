import { escapeXml } from "../escape-xml.ts";

export interface TextLook {
  readonly size: number;
  readonly fill: string;
  readonly weight?: number;
  readonly anchor?: "start" | "middle" | "end";
  /** Degrees around the text's own place. */
  readonly turn?: number;
}

/** A text; nothing for an empty one. */
export function textAt(x: number, y: number, words: string, look: TextLook): string {
  if (words === "") return "";
  const weight = look.weight === undefined ? "" : ` font-weight="${look.weight}"`;
  const turn =
    look.turn === undefined ? "" : ` transform="rotate(${look.turn} ${round(x)} ${round(y)})"`;
  return (
    `<text x="${round(x)}" y="${round(y)}" font-size="${look.size}" fill="${look.fill}"` +
    `${weight} text-anchor="${look.anchor ?? "middle"}"${turn}>${escapeXml(words)}</text>`
  );
}

export function lineAt(x1: number, y1: number, x2: number, y2: number, stroke: string): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${stroke}"/>`;
}

/** Tenths of a pixel: finer only makes the file larger. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
