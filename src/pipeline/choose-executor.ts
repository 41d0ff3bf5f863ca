import { CauceError } from "../core/errors.ts";
import type { Executor } from "../core/executor.ts";
import { classOf, hasWork, type Task, timeoutOf } from "../core/task.ts";
import { InProcessExecutor } from "../executor/in-process-executor.ts";
import { ThreadExecutor } from "../executor/thread-executor.ts";
import type { AskedTask } from "../executor/thread-messages.ts";
import type { GraphNode } from "./build-graph.ts";
import type { TaskModule } from "./evaluate-module.ts";
import { instantiate } from "./instantiate.ts";
import type { Project } from "./project.ts";

/** Where the tasks of a graph run: in threads, but for those that have nothing to run or must not. */
export function chooseExecutor(
  graph: ReadonlyMap<string, GraphNode>,
  module: TaskModule,
  { threads, loader }: Project,
): Executor {
  const inProcess = new InProcessExecutor((id) => graph.get(id)?.task);
  if (threads === undefined) return inProcess;
  const orderOf = (id: string) => {
    const task = graph.get(id)?.task;
    if (task === undefined || !needsThread(task)) return undefined;
    const { family, given } = task;
    const order = { id, family, given, module: loader.fileOf(module), timeoutMs: timeoutOf(task) };
    if (module[family] === classOf(task)) return order;
    return loader
      .findBehind(module, family)
      .then((found) =>
        found?.Class === classOf(task) ? { ...order, behind: found.url } : undefined,
      );
  };
  const make = async (asked: AskedTask) => {
    if (!(asked.family in module)) await loader.findBehind(module, asked.family);
    const classes = loader.classesOf(module);
    if (!(asked.family in classes)) throw notExported(asked.family);
    return instantiate(classes, asked);
  };
  return new ThreadExecutor(threads, { orderOf, make }, inProcess);
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
