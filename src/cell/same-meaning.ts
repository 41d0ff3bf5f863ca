import type { CodeBase } from "./code-base.ts";
import type { CellAnalysis } from "./declaration.ts";

/** Where code stands, and how it is laid out: of no account for what it means. */
const layout = new Set(["place", "label", "line", "lines", "columns", "code", "text", "runs"]);
/** A cell's meaning as a text; its declarations count by their hashes. */
const known = new WeakMap<CellAnalysis, string>();

/** Whether two states of the code declare the same, in the same order, and change the same values. */
export function hasSameMeaning(a: CodeBase, b: CodeBase): boolean {
  if (a === b) return true;
  const [ours, theirs] = [meaningsOf(a), meaningsOf(b)];
  return ours.length === theirs.length && ours.every((meaning, at) => meaning === theirs[at]);
}

function meaningsOf({ cells }: CodeBase): string[] {
  return cells.filter((cell) => !saysNothing(cell)).map(meaningOf);
}

function meaningOf(cell: CellAnalysis): string {
  const found =
    known.get(cell) ??
    JSON.stringify(cell, (key, value: unknown) => (layout.has(key) ? undefined : value));
  known.set(cell, found);
  return found;
}

/** Neither declares a name nor may change a value, nor hides what it does behind a syntax error. */
function saysNothing({ declarations, assignments, calls, effectImports, unread }: CellAnalysis) {
  const lists = [declarations, assignments, calls, effectImports];
  return unread === undefined && lists.every(({ length }) => length === 0);
}
