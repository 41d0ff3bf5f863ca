import { segmentCharacters } from "./segment-characters.ts";

/** Relative widths of a sans-serif face, on the wide side so that no common font overflows. */
const WIDTH_CLASSES: readonly (readonly [RegExp, number])[] = [
  [/[ijlI.,:;'|!·]/, 0.3],
  [/[ \-ftr()[\]{}/\\"°]/, 0.4],
  [/[mwMW@%—]/, 0.9],
  [/[A-Z&+=<>~…→×]/, 0.7],
  [/[\u0020-\u2fff]/, 0.58],
];
const WIDE = 1.1;
/** None of these joins with a neighbour: each is a character by itself, and most labels hold no other. */
const SINGLE = /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff]*$/;
const knownWidths = new Map<string, number>();

/** The width in pixels that a text takes in a common sans-serif font. There is no DOM to ask. */
export function estimateTextWidth(text: string, fontSizePx: number, bold = false): number {
  const em = segment(text).reduce((sum, character) => sum + characterWidth(character), 0);
  return em * fontSizePx * (bold ? 1.08 : 1);
}

/** The text, cut with an ellipsis where it would be wider than `widthPx`. */
export function fitText(text: string, widthPx: number, fontSizePx: number, bold = false): string {
  if (text.length < 400 && estimateTextWidth(text, fontSizePx, bold) <= widthPx) return text;
  const characters = segment(text.slice(0, 400));
  const scale = fontSizePx * (bold ? 1.08 : 1);
  let width = characterWidth("…") * scale;
  const kept: string[] = [];
  for (const character of characters) {
    width += characterWidth(character) * scale;
    if (width > widthPx) break;
    kept.push(character);
  }
  return `${kept.join("").trimEnd()}…`;
}

function segment(text: string): string[] {
  if (SINGLE.test(text)) return text.split("");
  return segmentCharacters(text);
}

function characterWidth(character: string): number {
  if (character.length > 1) return character.length > 2 ? WIDE : findWidth(character);
  let width = knownWidths.get(character);
  if (width === undefined) {
    width = findWidth(character);
    knownWidths.set(character, width);
  }
  return width;
}

function findWidth(character: string): number {
  return WIDTH_CLASSES.find(([pattern]) => pattern.test(character))?.[1] ?? WIDE;
}
