import type { RunEvent, RunSummary, TaskChange, TaskFailure, TaskHead } from "../core/event.ts";
import type { Observation } from "../plan/observation.ts";

/** What a run tells of itself, and the counts that its summary makes of it. */
export class RunEvents {
  readonly #emit: (event: RunEvent) => void;
  readonly #counts = { ran: 0, fresh: 0, failed: 0, blocked: 0, cancelled: 0 };

  constructor(emit: (event: RunEvent) => void) {
    this.#emit = emit;
  }

  plan(tasks: number, stale: number): void {
    this.#emit({ event: "plan", tasks, stale });
  }

  task(task: Observation, change: TaskChange): void {
    if (change.status !== "started")
      this.#counts[change.status === "succeeded" ? "ran" : change.status]++;
    this.#emit({ event: "task", ...headOf(task), ...change });
  }

  progress(task: Observation, done: number, total: number): void {
    this.#emit({ event: "progress", ...headOf(task), done, total });
  }

  /** What a task printed is an event a line. */
  log(task: Observation, text: string, stream?: "stdout" | "stderr"): void {
    const head = { event: "log", ...headOf(task) } as const;
    if (stream === undefined) this.#emit({ ...head, text });
    else for (const line of text.split("\n")) this.#emit({ ...head, text: line, stream });
  }

  retry(task: Observation, { message }: TaskFailure, attempt: number): void {
    const { retries = 0, retryDelayMs = 0 } = task.schedule ?? {};
    const next = retryDelayMs === 0 ? "now" : `in ${retryDelayMs} ms`;
    const text = `attempt ${attempt} of ${retries + 1} failed: ${message.split("\n", 1)[0]?.replace(/\.$/, "")}. The next one comes ${next}.`;
    this.#emit({ event: "log", ...headOf(task), text, attempt });
  }

  summary(ms: number): RunSummary {
    const { cancelled, ...counts } = this.#counts;
    const summary = { ...counts, ...(cancelled > 0 ? { cancelled } : {}), ms };
    this.#emit({ event: "summary", ...summary });
    return summary;
  }
}

function headOf(task: Observation): TaskHead {
  return { id: task.id, family: task.family, params: task.visibleParams };
}
