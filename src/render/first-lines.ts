/** The first few of many lines, and how many more there are; one more is said rather than counted. */
export function firstLines(lines: readonly string[], most: number): readonly string[] {
  const more = lines.length - most;
  return more > 1 ? [...lines.slice(0, most), `… and ${more} more`] : lines;
}
