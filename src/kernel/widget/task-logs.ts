import type { RunEvent } from "../../core/event.ts";

const mostTasks = 500;
const mostLines = 60;
const longestLine = 400;

/** The last lines that each task logged in its latest run, a bounded number of them. */
export class TaskLogs {
  readonly #lines = new Map<string, string[]>();

  take(event: RunEvent): void {
    if (event.event === "task" && event.status === "started") this.#begin(event.id);
    if (event.event === "task" && event.status === "failed")
      this.#add(event.id, event.error.stack ?? event.error.message);
    if (event.event === "log") this.#add(event.id, event.text);
  }

  of(id: string): readonly string[] {
    return this.#lines.get(id) ?? [];
  }

  #begin(id: string): void {
    this.#lines.delete(id);
    this.#lines.set(id, []);
    const oldest = this.#lines.keys().next().value;
    if (this.#lines.size > mostTasks && oldest !== undefined) this.#lines.delete(oldest);
  }

  #add(id: string, text: string): void {
    const lines = text.split("\n").map((line) => line.slice(0, longestLine));
    const kept = [...(this.#lines.get(id) ?? []), ...lines].slice(-mostLines);
    this.#lines.set(id, kept);
  }
}
