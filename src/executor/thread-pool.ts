import { cancelledFailure } from "./deadline.ts";
import { describeOrder } from "./describe-batch.ts";
import { TaskThread, type ThreadContext, type ThreadOptions } from "./task-thread.ts";
import type { TaskOrder, ThreadOutcome } from "./thread-messages.ts";

/** Worker threads of one process, kept from one run to the next. None is started before it is needed. */
export class ThreadPool {
  readonly #options: ThreadOptions;
  readonly #most: number;
  readonly #threads = new Set<TaskThread>();
  #slots = 0;
  #isClosed = false;

  /** No more than `most` threads are kept while nothing runs. */
  constructor(options: ThreadOptions, most: number) {
    this.#options = options;
    this.#most = most;
  }

  /** How many threads there are. */
  get size(): number {
    return this.#threads.size;
  }

  /** A run begins that has so many attempts at once. Returns how it says that it is over. */
  enter(workers: number): () => void {
    this.#slots += workers;
    return () => {
      this.#slots -= workers;
      this.#shrink();
    };
  }

  /** Starts threads ahead of the work. */
  warm(count: number): void {
    if (this.#isClosed) return;
    for (let missing = count - this.#threads.size; missing > 0; missing--) this.#start();
  }

  /** Tasks of a module are likely to come: the threads that there are get ready for them. */
  prepare(module: () => string): void {
    for (const thread of this.#threads) if (thread.isEmpty) thread.prepare(module());
  }

  async execute(order: TaskOrder, context: ThreadContext): Promise<ThreadOutcome> {
    for (let isKilled = false; ; isKilled = true) {
      // What was to begin anew in another thread must not start one behind the end of all.
      if (this.#isClosed || context.signal.aborted)
        return { ok: false, failure: cancelledFailure(describeOrder(order)) };
      const outcome = await this.#choose(order).host(order, context);
      if (outcome === "lost") continue;
      return isKilled && outcome !== "elsewhere" && outcome.ok ? { ...outcome, isKilled } : outcome;
    }
  }

  /** Ends the threads. What runs in them, or waits to, is cancelled. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#threads].map((thread) => thread.close()));
  }

  /** Attempts that wait for others keep their thread, and share it only when there are enough. */
  #choose(order: TaskOrder): TaskThread {
    let empty: TaskThread | undefined;
    let shared: TaskThread | undefined;
    for (const thread of this.#threads) {
      if (!thread.isFree) continue;
      if (!thread.isEmpty) shared ??= thread;
      else if (empty === undefined || thread.likenessTo(order) > empty.likenessTo(order))
        empty = thread;
    }
    if (empty !== undefined) return empty;
    return shared === undefined || this.#threads.size < this.#slots ? this.#start() : shared;
  }

  #start(): TaskThread {
    const thread = new TaskThread(this.#options, () => this.#threads.delete(thread));
    this.#threads.add(thread);
    return thread;
  }

  #shrink(): void {
    const kept = Math.max(this.#most, this.#slots);
    for (const thread of this.#threads) {
      if (this.#threads.size <= kept) return;
      if (!thread.isEmpty) continue;
      this.#threads.delete(thread);
      void thread.close();
    }
  }
}
