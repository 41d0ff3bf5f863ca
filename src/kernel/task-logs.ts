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
  /** Counts what all tasks have printed. */
  latest: number;
}

/** The last lines that each task of a run has printed: a saved notebook must not grow without end. */
export class TaskLogs {
  readonly #logs = new Map<string, OpenLog>();
  #count = 0;

  add({ id, text, stream }: Extract<RunEvent, { event: "log" }>): void {
    const log: OpenLog = this.#logs.get(id) ?? { id, lines: [], omitted: 0, latest: 0 };
    this.#logs.set(id, log);
    log.latest = ++this.#count;
    for (const line of text.replace(/\n$/, "").split("\n"))
      log.lines.push({ text: cutText(line, longestLine), isError: stream === "stderr" });
    const surplus = log.lines.length - mostLines;
    if (surplus > 0) {
      log.lines.splice(0, surplus);
      log.omitted += surplus;
    }
    if (this.#logs.size > mostTasks) this.#logs.delete(this.#findSilent(log).id);
  }

  /** The one that has printed nothing for the longest time. */
  #findSilent(first: OpenLog): OpenLog {
    let silent = first;
    for (const log of this.#logs.values()) if (log.latest < silent.latest) silent = log;
    return silent;
  }

  /** In the order in which they began to print. */
  list(): TaskLog[] {
    return [...this.#logs.values()];
  }
}
