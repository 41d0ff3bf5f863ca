/**
 * Cuts text that arrives in pieces of any length after its last whole row, so that every piece
 * given on can be parsed by itself. A line break inside quotes is no end of a row, and a quote
 * in the middle of a bare cell opens nothing.
 */
export async function* cutAtRows(
  chunks: AsyncIterable<string> | Iterable<string>,
  delimiter: string,
): AsyncGenerator<string> {
  const cutter = new RowCutter(delimiter);
  for await (const chunk of chunks) {
    const rows = cutter.push(chunk);
    if (rows !== "") yield rows;
  }
  const rest = cutter.rest();
  if (rest !== "") yield rest;
}

class RowCutter {
  readonly #delimiter: string;
  #pending = "";
  #inQuotes = false;
  #last = "\n";

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  push(chunk: string): string {
    const cut = this.#findLastRowEnd(chunk);
    this.#last = chunk.at(-1) ?? this.#last;
    if (cut === 0) {
      this.#pending += chunk;
      return "";
    }
    const rows = this.#pending + chunk.slice(0, cut);
    this.#pending = chunk.slice(cut);
    return rows;
  }

  rest(): string {
    return this.#pending;
  }

  /** The index after the last line break that ends a row; 0 where there is none. */
  #findLastRowEnd(chunk: string): number {
    let end = 0;
    for (let from = 0; ; ) {
      const quote = chunk.indexOf('"', from);
      const segment = chunk.slice(from, quote === -1 ? undefined : quote);
      const lineBreak = this.#inQuotes ? -1 : segment.lastIndexOf("\n");
      if (lineBreak !== -1) end = from + lineBreak + 1;
      if (quote === -1) return end;
      if (this.#inQuotes || this.#opensCell(chunk, quote)) this.#inQuotes = !this.#inQuotes;
      from = quote + 1;
    }
  }

  /** True at the start of a cell, and for the second of the two quotes that stand for one. */
  #opensCell(chunk: string, quote: number): boolean {
    const before = quote === 0 ? this.#last : chunk.charAt(quote - 1);
    return before === this.#delimiter || before === "\n" || before === "\r" || before === '"';
  }
}
