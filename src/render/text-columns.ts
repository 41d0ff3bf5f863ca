import { segmentCharacters } from "./segment-characters.ts";

/** East Asian wide characters and emoji: two columns in a terminal (Unicode UAX 11). */
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;
const ZERO = /^(?:\u200b|\u200c|\u200d|\ufe0f|\p{Mn})+$/u;
/** One column a character: Latin letters, dashes, arrows, box lines, and the marks of states. */
const NARROW = /^[\x20-\x7e\u00a0-\u02ff\u2010-\u2027\u2190-\u22ff\u2500-\u257f✓✔●◌✕◇○]*$/;

/** How many columns of a terminal a text takes. */
export function countColumns(text: string): number {
  if (NARROW.test(text)) return text.length;
  let columns = 0;
  for (const segment of segmentCharacters(text)) columns += segmentColumns(segment);
  return columns;
}

/** The text in at most `limit` columns, cut with an ellipsis. */
export function cutColumns(text: string, limit: number): string {
  if (text.length <= limit * 4 && countColumns(text) <= limit) return text;
  let columns = 1;
  let kept = "";
  for (const segment of segmentCharacters(text.slice(0, limit * 8))) {
    columns += segmentColumns(segment);
    if (columns > limit) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** The text in exactly `width` columns: cut or padded, to the right where `align` is "right". */
export function padColumns(text: string, width: number, align: "left" | "right" = "left"): string {
  const cut = cutColumns(text, width);
  const space = " ".repeat(Math.max(0, width - countColumns(cut)));
  return align === "right" ? space + cut : cut + space;
}

/** The text in lines of at most `width` columns, broken between words where there are any. */
export function wrapColumns(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && countColumns(longer) > width) {
      lines.push(line);
      line = cutColumns(word, width);
    } else {
      line = cutColumns(longer, width);
    }
  }
  return [...lines, line];
}

function segmentColumns(segment: string): number {
  if (ZERO.test(segment)) return 0;
  return WIDE.test(segment) ? 2 : 1;
}
