/** A stretch of a text, and what takes its place. */
export interface Cut {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text from `start` to `end` with the cuts that lie in it; one inside of another is left out. */
export function cutText(
  source: string,
  cuts: readonly Cut[],
  start = 0,
  end = source.length,
): string {
  const pieces: string[] = [];
  let at = start;
  for (const cut of [...cuts].sort((a, b) => a.start - b.start)) {
    if (cut.start < at || cut.end > end) continue;
    pieces.push(source.slice(at, cut.start), cut.text);
    at = cut.end;
  }
  return [...pieces, source.slice(at, end)].join("");
}
