import { CauceError } from "../core/errors.ts";
import { classOf, hasWork, type Task, timeoutOf } from "../core/task.ts";
import type { AskedTask, TaskOrder } from "../executor/thread-messages.ts";
import type { TaskModule } from "./evaluate-module.ts";
import { instantiate } from "./instantiate.ts";
import type { ModuleLoader } from "./module-loader.ts";

/** What passes between the tasks of a module and the threads that run them: data alone. */
export class ThreadOrders {
  readonly #module: TaskModule;
  readonly #loader: ModuleLoader;

  constructor(module: TaskModule, loader: ModuleLoader) {
    this.#module = module;
    this.#loader = loader;
  }

  /** Undefined for a task that only the thread with its code can run, or that has nothing to run. */
  orderOf(task: Task): Promise<TaskOrder | undefined> | TaskOrder | undefined {
    if (!needsThread(task)) return undefined;
    const { id, family, given } = task;
    const module = this.#loader.fileOf(this.#module);
    const order = { id, family, given, module, timeoutMs: timeoutOf(task) };
    if (this.#module[family] === classOf(task)) return order;
    return this.#loader
      .findBehind(this.#module, family)
      .then((found) =>
        found?.Class === classOf(task) ? { ...order, behind: found.url } : undefined,
      );
  }

  /** A task that one in a thread asked for. */
  async make(asked: AskedTask): Promise<Task> {
    if (!(asked.family in this.#module)) await this.#loader.findBehind(this.#module, asked.family);
    const classes = this.#loader.classesOf(this.#module);
    if (!(asked.family in classes)) throw notExported(asked.family);
    return instantiate(classes, asked);
  }
}

export function needsThread(task: Task): boolean {
  return hasWork(task) && classOf(task).executor !== "in-process";
}

function notExported(family: string): CauceError {
  return new CauceError(
    "task-not-exported",
    `\`${family}\` was asked for by a task in a worker thread, and no module of the project exports it. Export it where it is declared, or say \`static executor = "in-process"\` in the class that asks.`,
  );
}
