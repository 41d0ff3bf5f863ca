/** The name that is most like another, where one is like it at all: few letters differ. */
export function nearestName(
  name: string,
  known: readonly string[],
  most?: number,
): string | undefined {
  const [nearest] = known
    .map((candidate) => ({
      candidate,
      distance: editDistance(name.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(({ candidate, distance }) => distance <= (most ?? Math.max(2, candidate.length / 2)))
    .sort((a, b) => a.distance - b.distance);
  return nearest?.candidate;
}

/** Names as they are, those that are most like another first. */
export function sortByLikeness(name: string, known: readonly string[]): string[] {
  const distances = new Map(
    known.map((one) => [one, editDistance(name.toLowerCase(), one.toLowerCase())]),
  );
  return [...known].sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0));
}

/** How many letters must be added, removed or replaced (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...from].entries()) {
    const next = [at + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      const added = (next[column] ?? 0) + 1;
      const removed = (row[column + 1] ?? 0) + 1;
      next.push(Math.min(replaced, added, removed));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
