import type { RunEvent } from "../core/event.ts";
import { cutText } from "../render/format-value.ts";
import type { TaskLog } from "../render/render-logs.ts";

/** How much is kept: of each task its last lines, cut, and only the tasks that printed last. */
export interface LogBounds {
  readonly mostTasks: number;
  readonly mostLines: number;
  readonly longestLine: number;
}

const ofARun: LogBounds = { mostTasks: 50, mostLines: 100, longestLine: 1_000 };

interface OpenLog {
  readonly id: string;
  readonly lines: { text: string; isError: boolean }[];
  omitted: number;
  /** Counts what all tasks have printed. */
  latest: number;
}

/** The last lines that each task has printed: a saved notebook must not grow without end. */
export class TaskLogs {
  readonly #bounds: LogBounds;
  readonly #logs = new Map<string, OpenLog>();
  #count = 0;

  constructor(bounds: LogBounds = ofARun) {
    this.#bounds = bounds;
  }

  add({ id, text, stream }: Pick<Extract<RunEvent, { event: "log" }>, "id" | "text" | "stream">) {
    const { mostTasks, mostLines, longestLine } = this.#bounds;
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

  forget(id: string): void {
    this.#logs.delete(id);
  }

  of(id: string): TaskLog | undefined {
    return this.#logs.get(id);
  }

  /** In the order in which they began to print. */
  list(): TaskLog[] {
    return [...this.#logs.values()];
  }
}
