import type { RunReport } from "../pipeline/run-report.ts";

/** Where the metadata of a cell's reply tells them to who executes a notebook: a run that fails fails no cell. */
export const failedTasksKey = "cauce_failed_tasks";

/** The tasks that failed when a cell ran them last. */
export class FailedTasks {
  readonly #ids = new Set<string>();

  take({ tasks }: RunReport): void {
    for (const { id, status } of tasks) {
      if (status === "failed") this.#ids.add(id);
      else if (status === "succeeded" || status === "fresh") this.#ids.delete(id);
    }
  }

  list(): string[] {
    return [...this.#ids];
  }
}
