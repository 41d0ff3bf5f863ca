import { setImmediate as nextTurn } from "node:timers/promises";
import type { Attempt, AttemptContext, BatchContext, Executor } from "../core/executor.ts";
import { hasWork, type Task, timeoutOf } from "../core/task.ts";
import { cancelledFailure, Deadline } from "./deadline.ts";
import { describeBatch } from "./describe-batch.ts";
import { drive } from "./drive.ts";
import { driveBatch } from "./drive-batch.ts";
import { failureOf } from "./failure-of.ts";

/** Runs attempts in this process, on the instances that it is given. */
export class InProcessExecutor implements Executor {
  readonly #find: (id: string) => Task | undefined;

  constructor(find: (id: string) => Task | undefined) {
    this.#find = find;
  }

  execute(id: string, context: AttemptContext): Promise<Attempt> {
    const task = this.#taskOf(id);
    const named = { id, timeoutMs: timeoutOf(task) };
    return inTime(named, context.signal, async (signal, deadline) => {
      const demand: AttemptContext["demand"] = async (required) => {
        deadline.pause();
        await context.demand(required).finally(() => deadline.resume());
      };
      // It may hold up all else: what tells of its start goes out before.
      if (hasWork(task)) await nextTurn();
      signal.throwIfAborted();
      await drive(task, { ...context, signal, demand });
      return { ok: true };
    });
  }

  executeBatch(ids: readonly string[], context: BatchContext): Promise<Attempt> {
    const tasks = ids.map((id) => this.#taskOf(id));
    const timeoutMs = tasks[0] && timeoutOf(tasks[0]);
    return inTime({ id: describeBatch(ids), timeoutMs }, context.signal, async (signal) => {
      await nextTurn();
      signal.throwIfAborted();
      return { ok: true, failed: await driveBatch(tasks, { ...context, signal }) };
    });
  }

  #taskOf(id: string): Task {
    const task = this.#find(id);
    if (task === undefined) throw new Error(`no instance of ${id}`);
    return task;
  }
}

async function inTime(
  named: ConstructorParameters<typeof Deadline>[0],
  cancelled: AbortSignal,
  work: (signal: AbortSignal, deadline: Deadline) => Promise<Attempt>,
): Promise<Attempt> {
  if (cancelled.aborted) return { ok: false, failure: cancelledFailure(named.id) };
  const controller = new AbortController();
  let expire: () => void = () => undefined;
  // One that does not listen to its signal is left behind: a process cannot stop itself.
  const expired = new Promise<Attempt>((resolve) => {
    expire = () => resolve({ ok: false, failure: deadline.failure });
  });
  const deadline = new Deadline(named, cancelled, {
    onStop: (reason) => controller.abort(reason),
    onExpired: () => expire(),
  });
  deadline.resume();
  const attempt = work(controller.signal, deadline).catch((error: unknown): Attempt => {
    return { ok: false, failure: failureOf(error) };
  });
  return deadline.end(await Promise.race([attempt, expired]));
}
