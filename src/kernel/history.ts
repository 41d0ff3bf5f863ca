import type { JsonObject } from "./wire/message.ts";

interface PastCell {
  readonly line: number;
  readonly source: string;
}

const session = 1;
/** Sessions of consoles and loops of programs send cells without end. */
const mostCells = 10_000;

/** The cells that were run in this session, as consoles ask for them: by arrow keys and search. */
export class History {
  #cells: PastCell[] = [];

  /** Beyond 10,000 cells the oldest are forgotten. */
  add(line: number, source: string): void {
    this.#cells.push({ line, source });
    // In bulk: to move all of them for every cell would take longer.
    if (this.#cells.length >= 2 * mostCells) this.#cells = this.#newest();
  }

  #newest(): PastCell[] {
    return this.#cells.slice(-mostCells);
  }

  /** The content of `history_reply` to a `history_request`. */
  answer(content: JsonObject): JsonObject {
    const isOutputWanted = content.output === true;
    const history = this.#select(content).map(({ line, source }) => [
      session,
      line,
      isOutputWanted ? [source, null] : source,
    ]);
    return { status: "ok", history };
  }

  #select({ hist_access_type: access, n, start, stop, pattern, unique }: JsonObject): PastCell[] {
    const cells = this.#newest();
    if (access === "range") {
      const first = typeof start === "number" ? start : 0;
      const end = typeof stop === "number" ? stop : Number.POSITIVE_INFINITY;
      return cells.filter(({ line }) => line >= first && line < end);
    }
    const found = access === "search" ? search(cells, String(pattern ?? "*")) : cells;
    const kept = unique === true ? keepLast(found) : found;
    return typeof n === "number" ? kept.slice(Math.max(0, kept.length - n)) : kept;
  }
}

/** A pattern of the shell's kind: `*` for any text, `?` for any one character. */
function search(cells: readonly PastCell[], pattern: string): PastCell[] {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  const glob = escaped.replaceAll("*", ".*").replaceAll("?", ".");
  const expression = new RegExp(`^${glob}$`, "su");
  return cells.filter(({ source }) => expression.test(source));
}

/** Of equal cells the last one. */
function keepLast(cells: readonly PastCell[]): PastCell[] {
  const last = new Map(cells.map((cell) => [cell.source, cell]));
  return cells.filter((cell) => last.get(cell.source) === cell);
}
