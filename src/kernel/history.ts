import type { JsonObject } from "./wire/message.ts";

interface PastCell {
  readonly line: number;
  readonly source: string;
}

const session = 1;

/** The cells that were run in this session, as consoles ask for them: by arrow keys and search. */
export class History {
  readonly #cells: PastCell[] = [];

  add(line: number, source: string): void {
    this.#cells.push({ line, source });
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
    if (access === "range") {
      const first = typeof start === "number" ? start : 0;
      const end = typeof stop === "number" ? stop : Number.POSITIVE_INFINITY;
      return this.#cells.filter(({ line }) => line >= first && line < end);
    }
    const found = access === "search" ? this.#search(String(pattern ?? "*")) : this.#cells;
    const kept = unique === true ? keepLast(found) : found;
    return typeof n === "number" ? kept.slice(Math.max(0, kept.length - n)) : kept;
  }

  /** A pattern of the shell's kind: `*` for any text, `?` for any one character. */
  #search(pattern: string): PastCell[] {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    const glob = escaped.replaceAll("*", ".*").replaceAll("?", ".");
    const expression = new RegExp(`^${glob}$`, "su");
    return this.#cells.filter(({ source }) => expression.test(source));
  }
}

/** Of equal cells the last one. */
function keepLast(cells: readonly PastCell[]): PastCell[] {
  const last = new Map(cells.map((cell) => [cell.source, cell]));
  return cells.filter((cell) => last.get(cell.source) === cell);
}
