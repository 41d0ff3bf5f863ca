import type { RunEvent } from "../core/event.ts";
import { cutText } from "../render/format-value.ts";
import type { TaskLog } from "../render/render-logs.ts";

const mostLines = 100;
const mostTasks = 50;
const longestLine = 1_000;

interface OpenLog {
  readonly id: string;
  readonly lines: { text: string; isError: boolean }[];
  omitted: number;
}

/** The last lines that each task of a run has printed: a saved notebook must not grow without end. */
export class TaskLogs {
  readonly #logs = new Map<string, OpenLog>();

  add({ id, text, stream }: Extract<RunEvent, { event: "log" }>): void {
    const log = this.#logs.get(id) ?? { id, lines: [], omitted: 0 };
    // The task that printed last stands last, and is the last to be left out.
    this.#logs.delete(id);
    this.#logs.set(id, log);
    for (const line of text.replace(/\n$/, "").split("\n"))
      log.lines.push({ text: cutText(line, longestLine), isError: stream === "stderr" });
    const surplus = log.lines.length - mostLines;
    if (surplus > 0) {
      log.lines.splice(0, surplus);
      log.omitted += surplus;
    }
    const [oldest] = this.#logs.keys();
    if (this.#logs.size > mostTasks && oldest !== undefined) this.#logs.delete(oldest);
  }

  list(): TaskLog[] {
    return [...this.#logs.values()];
  }
}
