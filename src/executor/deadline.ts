import type { TaskFailure } from "../core/event.ts";
import type { Attempt } from "../core/executor.ts";
import { longestTimerMs } from "../core/schedule.ts";

/** How long a task may take to end by itself after it was told to stop. */
const graceMs = 1_000;

type FailedAttempt = Extract<Attempt, { readonly ok: false }>;

/** How an attempt has failed that was cancelled, or never begun because of it. */
export function cancelledFailure(id: string): TaskFailure {
  return { name: "AbortError", code: "cancelled", message: `\`${id}\` was cancelled` };
}

export interface DeadlineListener {
  /** The task is to stop: its run was cancelled, or its time is up. */
  onStop(reason: unknown): void;
  /** It was told to stop a while ago and has not ended. */
  onExpired(): void;
}

/** When an attempt must end: at its run's cancellation, or when its `timeoutMs` is over. */
export class Deadline {
  readonly #id: string;
  readonly #limitMs: number | undefined;
  readonly #cancelled: AbortSignal;
  readonly #listener: DeadlineListener;
  readonly #onCancel = () => this.#stop(this.#cancelled.reason);
  /** Says why the attempt has failed, once a time is up. */
  #over: (() => TaskFailure) | undefined;
  #leftMs: number;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn: ReturnType<typeof setImmediate> | undefined;

  /** The clock stands until `resume`. Whether it was cancelled before is the caller's to ask. */
  constructor(
    task: { readonly id: string; readonly timeoutMs: number | undefined },
    cancelled: AbortSignal,
    listener: DeadlineListener,
  ) {
    this.#id = task.id;
    this.#limitMs = task.timeoutMs;
    this.#leftMs = task.timeoutMs ?? 0;
    this.#cancelled = cancelled;
    this.#listener = listener;
    cancelled.addEventListener("abort", this.#onCancel);
  }

  /**
   * The code around the task's class is being evaluated, which does not count as its time. Of a task
   * with a limit that has one too: the larger of `leastMs` and its own.
   */
  awaitLoading(leastMs: number, describe: (limitMs: number) => TaskFailure): void {
    if (this.#limitMs === undefined || this.#isStopping) return;
    const limitMs = Math.max(leastMs, this.#limitMs);
    this.#arm(limitMs, () => describe(limitMs));
  }

  /** The time in which the task itself runs counts. */
  resume(): void {
    if (this.#limitMs === undefined || this.#isStopping) return;
    this.#since = performance.now();
    this.#arm(this.#leftMs, () => this.#ranTooLong());
  }

  /** The clock stands while a task waits for what it has asked for. */
  pause(): void {
    if (this.#limitMs === undefined || this.#isStopping) return;
    this.#clear();
    this.#leftMs -= performance.now() - this.#since;
  }

  /** The attempt has ended. One whose time was up has failed, however it ended. */
  end<Ended extends Attempt>(attempt: Ended): Ended | FailedAttempt {
    this.#clear();
    this.#cancelled.removeEventListener("abort", this.#onCancel);
    return this.#over === undefined ? attempt : { ok: false, failure: this.failure };
  }

  /** Why an attempt that was stopped by force has failed. */
  get failure(): TaskFailure {
    return this.#over?.() ?? cancelledFailure(this.#id);
  }

  get #isStopping(): boolean {
    return this.#over !== undefined || this.#cancelled.aborted;
  }

  #ranTooLong(): TaskFailure {
    return {
      name: "TimeoutError",
      code: "timeout",
      message: `\`${this.#id}\` ran longer than its \`timeoutMs\` of ${this.#limitMs} and was stopped. Raise \`timeoutMs\`, or do less in one task.`,
    };
  }

  #arm(limitMs: number, describe: () => TaskFailure): void {
    this.#clear();
    // Of a process that was busy meanwhile, timers come before the news that the attempt has ended.
    this.#timer = setTimeout(
      () => {
        this.#turn = setImmediate(() => this.#timeOut(describe));
      },
      Math.min(Math.max(0, limitMs), longestTimerMs),
    );
  }

  #timeOut(describe: () => TaskFailure): void {
    this.#over = describe;
    this.#stop(new DOMException(this.failure.message, "TimeoutError"));
  }

  #stop(reason: unknown): void {
    this.#clear();
    this.#listener.onStop(reason);
    this.#timer = setTimeout(() => this.#listener.onExpired(), graceMs);
  }

  #clear(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#turn);
  }
}
