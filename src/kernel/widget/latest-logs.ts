import type { RunEvent } from "../../core/event.ts";
import { TaskLogs } from "../task-logs.ts";

/** What each task printed in its latest run of this session, and how it failed. */
export class LatestLogs {
  readonly #logs = new TaskLogs({ mostTasks: 500, mostLines: 60, longestLine: 400 });

  take(event: RunEvent): void {
    if (event.event === "log") this.#logs.add(event);
    if (event.event !== "task") return;
    if (event.status === "started") this.#logs.forget(event.id);
    if (event.status === "failed") {
      const { stack, message } = event.error;
      this.#logs.add({ id: event.id, text: stack ?? message, stream: "stderr" });
    }
  }

  of(id: string): readonly string[] {
    return this.#logs.of(id)?.lines.map(({ text }) => text) ?? [];
  }
}
