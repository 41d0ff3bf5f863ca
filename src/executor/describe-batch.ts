/** What is said of a batch as a whole. */
export function describeBatch(ids: readonly string[]): string {
  return ids.length < 2 ? (ids[0] ?? "") : `${ids[0]} and ${ids.length - 1} more`;
}
