import type { Executor } from "../core/executor.ts";
import { classOf, hasWork, type Task, timeoutOf } from "../core/task.ts";
import { InProcessExecutor } from "../executor/in-process-executor.ts";
import { ThreadExecutor } from "../executor/thread-executor.ts";
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
    if (task === undefined || !needsThread(task) || module[task.family] !== classOf(task))
      return undefined;
    const { family, given } = task;
    return { id, family, given, module: loader.fileOf(module), timeoutMs: timeoutOf(task) };
  };
  return new ThreadExecutor(
    threads,
    { orderOf, make: (asked) => instantiate(module, asked) },
    inProcess,
  );
}

function needsThread(task: Task): boolean {
  return hasWork(task) && classOf(task).executor !== "in-process";
}
