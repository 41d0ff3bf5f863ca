import { createRequire } from "node:module";
import type { MultiBar, SingleBar } from "cli-progress";
import pc from "picocolors";
import type { ErrorDetail } from "../core/error-detail.ts";
import type { RunEvent, RunSummary } from "../core/event.ts";
import { describeReasons } from "../render/describe-reason.ts";
import { formatDuration } from "../render/format-duration.ts";
import { renderFailure } from "../render/render-failure.ts";
import { frameColours } from "./frame-colours.ts";
import { HeldLines } from "./held-lines.ts";
import type { RunListener } from "./run-listener.ts";

type TaskEvent = Extract<RunEvent, { event: "task" }>;

const mostFailures = 100;

/** A run as a person follows it: a line for each task that ran or failed, and bars on a terminal. */
export class RunProgress implements RunListener {
  readonly #bars: MultiBar | undefined;
  readonly #lines = new HeldLines((lines) => process.stdout.write(lines));
  readonly #running = new Map<string, SingleBar>();
  readonly #starts = new Map<string, number>();
  readonly #detail: ErrorDetail;
  /** What was told of a failure, with the task that had it first. */
  readonly #failures = new Map<string, string>();
  #overall: SingleBar | undefined;

  /** `detail`: how much is told of a failure. */
  constructor(detail: ErrorDetail = "short") {
    this.#detail = detail;
    if (!process.stderr.isTTY) return;
    this.#bars = openBars();
  }

  hear(event: RunEvent): void {
    switch (event.event) {
      case "plan":
        this.#overall = this.#bars?.create(event.tasks, 0, {
          name: `tasks, ${event.stale} to run`,
          left: "",
        });
        return;
      case "task":
        this.#hearTask(event);
        return;
      case "progress":
        this.#hearProgress(event);
        return;
      case "wait":
        // One that lasts is logged.
        return;
      case "log":
        this.#say(`${pc.dim(event.id)} ${event.text}`, { isUrgent: true });
        return;
      case "summary":
        // What was logged since the last redraw would be lost.
        this.#bars?.update();
        this.#bars?.stop();
        this.#lines.add(describeSummary(event), { isUrgent: true });
    }
  }

  #hearTask(event: TaskEvent): void {
    if (event.status === "started") {
      this.#starts.set(event.id, performance.now());
      const line = `${pc.blue("▶")} ${event.id} ${pc.dim(describeReasons(event.reason))}`;
      this.#say(line, { isUrgent: false });
      return;
    }
    this.#overall?.increment();
    const bar = this.#running.get(event.id);
    if (bar !== undefined) this.#bars?.remove(bar);
    this.#running.delete(event.id);
    const line = event.status === "failed" ? this.#describeFailed(event) : describeEnd(event);
    if (line !== undefined) this.#say(line, { isUrgent: false });
  }

  /** A batch whose thread dies, or a sweep with one mistake, would say the same for each task. */
  #describeFailed({ id, error }: Extract<TaskEvent, { status: "failed" }>): string {
    const look = { colours: frameColours, detail: this.#detail };
    const lines = renderFailure(error, look).flatMap((line) => line.split("\n"));
    const text = lines.join("\n");
    const first = this.#failures.get(text);
    if (first === undefined && this.#failures.size < mostFailures) this.#failures.set(text, id);
    const told = first === undefined ? lines : [pc.dim(`as ${first}`)];
    return [`${pc.red("✗")} ${id}`, ...told.map((line) => `  ${line}`)].join("\n");
  }

  #hearProgress(event: Extract<RunEvent, { event: "progress" }>): void {
    const bar =
      this.#running.get(event.id) ??
      this.#bars?.create(event.total, 0, { name: event.id, left: "" });
    if (bar === undefined) return;
    this.#running.set(event.id, bar);
    bar.setTotal(event.total);
    bar.update(event.done, { left: this.#describeLeft(event) });
  }

  /** By what it has done so far, as the picture in a notebook says it. */
  #describeLeft({ id, done, total }: Extract<RunEvent, { event: "progress" }>): string {
    const startedAt = this.#starts.get(id);
    if (startedAt === undefined || done <= 0 || done >= total) return "";
    const leftMs = ((performance.now() - startedAt) * (total - done)) / done;
    return pc.dim(`, about ${formatDuration(leftMs)} left`);
  }

  /** Urgent: what a running task says, which may hold up whatever comes after it. */
  #say(line: string, { isUrgent }: { readonly isUrgent: boolean }): void {
    if (this.#bars === undefined) this.#lines.add(line, { isUrgent });
    else this.#bars.log(`${line}\n`);
  }
}

function describeEnd(event: TaskEvent): string | undefined {
  switch (event.status) {
    case "succeeded":
      return `${pc.green("✓")} ${event.id} ${pc.dim(formatDuration(event.ms))}`;
    case "fresh":
      return event.restored ? `${pc.green("↺")} ${event.id} ${pc.dim("brought back")}` : undefined;
    case "blocked":
      return `${pc.yellow("⊘")} ${event.id} ${pc.dim(`blocked by ${event.by.join(", ")}`)}`;
    case "cancelled":
      return `${pc.yellow("–")} ${event.id} ${pc.dim("cancelled")}`;
    default:
      return undefined;
  }
}

function describeSummary({ ran, fresh, failed, blocked, cancelled, ms }: RunSummary): string {
  const parts = [
    `${ran} ran`,
    `${fresh} fresh`,
    `${failed} failed`,
    `${blocked} blocked`,
    ...(cancelled === undefined ? [] : [`${cancelled} cancelled`]),
  ];
  return `${parts.join(", ")} in ${formatDuration(ms)}`;
}

/** Loaded for a terminal only: its seven packages are 10 ms of every run that a program starts. */
function openBars(): MultiBar {
  const { MultiBar: Bars } = createRequire(import.meta.url)(
    "cli-progress",
  ) as typeof import("cli-progress");
  return new Bars({
    clearOnComplete: true,
    hideCursor: true,
    stream: process.stderr,
    format: "{bar} {value}/{total} {name}{left}",
    barsize: 24,
    barCompleteChar: "█",
    barIncompleteChar: "░",
  });
}
