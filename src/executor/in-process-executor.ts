import type { Attempt, AttemptContext, Executor } from "../core/executor.ts";
import { type Task, timeoutOf } from "../core/task.ts";
import { Deadline } from "./deadline.ts";
import { drive } from "./drive.ts";
import { failureOf } from "./failure-of.ts";

/** Runs attempts in this process, on the instances that it is given. */
export class InProcessExecutor implements Executor {
  readonly #find: (id: string) => Task | undefined;

  constructor(find: (id: string) => Task | undefined) {
    this.#find = find;
  }

  async execute(id: string, context: AttemptContext): Promise<Attempt> {
    const task = this.#find(id);
    if (task === undefined) throw new Error(`no instance of ${id}`);
    const controller = new AbortController();
    let expire: () => void = () => undefined;
    // One that does not listen to its signal is left behind: a process cannot stop itself.
    const expired = new Promise<Attempt>((resolve) => {
      expire = () => resolve({ ok: false, failure: deadline.failure });
    });
    const deadline = new Deadline({ id, timeoutMs: timeoutOf(task) }, context.signal, {
      onStop: (reason) => controller.abort(reason),
      onExpired: () => expire(),
    });
    if (context.signal.aborted) controller.abort(context.signal.reason);
    deadline.resume();
    const demand: AttemptContext["demand"] = async (required) => {
      deadline.pause();
      await context.demand(required).finally(() => deadline.resume());
    };
    const given = { ...context, signal: controller.signal, demand };
    return deadline.end(await Promise.race([attempt(task, given), expired]));
  }
}

async function attempt(task: Task, context: AttemptContext): Promise<Attempt> {
  try {
    await drive(task, context);
    return { ok: true };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}
