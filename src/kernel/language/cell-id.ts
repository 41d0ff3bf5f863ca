import type { CellToCheck } from "./language-messages.ts";

/**
 * What a cell is kept by. Inspectors send cells without an id again and again: those that
 * declare nothing share one.
 */
export function idOfCell({ cellId, label }: CellToCheck, names: () => readonly string[]): string {
  return cellId ?? (names().length === 0 ? "nameless" : label);
}
