import pc from "picocolors";
import type { CellProgress } from "../kernel/execute-notebook.ts";
import { formatDuration } from "../render/format-duration.ts";

const eraseLine = "\r\u001b[2K";
const marks = { started: pc.blue("▶"), succeeded: pc.green("✓"), failed: pc.red("✗") } as const;

/** A notebook's execution as a person follows it: a line for each cell, on a terminal already while it runs. */
export class NotebookProgress {
  readonly #out: NodeJS.WriteStream;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  hear(progress: CellProgress): void {
    if (this.#out.isTTY) this.#out.write(`${eraseLine}${this.#line(progress)}`);
    if (progress.status === "started") return;
    this.#out.write(this.#out.isTTY ? "\n" : `${this.#line(progress)}\n`);
  }

  #line({ status, cell, cells, source, ms }: CellProgress): string {
    const width = String(cells).length;
    const place = `cell ${String(cell).padStart(width)} of ${cells}`;
    const time = status === "started" ? "" : formatDuration(ms);
    const room = Math.max(20, (this.#out.columns ?? 100) - place.length - 14);
    const text = shorten(firstLine(source), room);
    return `${marks[status]} ${place}  ${text.padEnd(room)} ${pc.dim(time)}`.trimEnd();
  }
}

/** The first line that says something: comments are for readers of the notebook. */
function firstLine(source: string): string {
  const lines = source.split("\n").map((line) => line.trim());
  return lines.find((line) => line !== "" && !/^(\/\/|\/?\*)/.test(line)) ?? lines[0] ?? "";
}

function shorten(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}
