import type { Attempt, AttemptContext, BatchContext, Executor } from "../core/executor.ts";
import type { AskedTask, TaskOrder } from "./thread-messages.ts";
import type { ThreadPool } from "./thread-pool.ts";

/** What a thread executor needs to know of the tasks of a run. */
export interface TaskSource<Demanded> {
  /** Undefined for a task that only this process can run. */
  orderOf(id: string): Promise<TaskOrder | undefined> | TaskOrder | undefined;
  /** Looks at tasks that one in a thread asked for. */
  find(asked: readonly AskedTask[], by: string): Promise<Demanded>;
}

/** Runs attempts in worker threads; those that cannot run there, by `inProcess`. */
export class ThreadExecutor<Demanded> implements Executor<Demanded> {
  readonly #pool: ThreadPool;
  readonly #source: TaskSource<Demanded>;
  readonly #inProcess: Executor<Demanded>;

  constructor(pool: ThreadPool, source: TaskSource<Demanded>, inProcess: Executor<Demanded>) {
    this.#pool = pool;
    this.#source = source;
    this.#inProcess = inProcess;
  }

  async execute(id: string, context: AttemptContext<Demanded>): Promise<Attempt> {
    const order = await this.#source.orderOf(id);
    if (order === undefined) return this.#inProcess.execute(id, context);
    const outcome = await this.#pool.execute(order, {
      signal: context.signal,
      progress: context.progress,
      log: context.log,
      demand: async (tasks) => {
        await context.demand(await this.#source.find(tasks, id));
      },
    });
    return outcome === "elsewhere" ? this.#inProcess.execute(id, context) : outcome;
  }

  async executeBatch(ids: readonly string[], context: BatchContext): Promise<Attempt> {
    const orders = await Promise.all(ids.map((id) => this.#source.orderOf(id)));
    const [order, ...others] = orders.filter((one) => one !== undefined);
    if (order === undefined || others.length + 1 < ids.length)
      return this.#inProcess.executeBatch(ids, context);
    const batch = { ...order, others: others.map(({ id, given }) => ({ id, given })) };
    const outcome = await this.#pool.execute(batch, {
      signal: context.signal,
      progress: (done, total, id = order.id) => context.progress(id, done, total),
      log: (text, stream, id = order.id) => context.log(id, text, stream),
      demand: () => Promise.reject(new Error("a batch asks for no further tasks")),
    });
    return outcome === "elsewhere" ? this.#inProcess.executeBatch(ids, context) : outcome;
  }
}
