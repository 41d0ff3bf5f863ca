import { AsyncLocalStorage } from "node:async_hooks";
import { listRequirements } from "./list-requirements.ts";
import { resolveFromRoot } from "./project-root.ts";
import { isFileTarget, listTargets } from "./target.ts";
import type { Task } from "./task.ts";

/** What a running task may write, and who wrote what it may only read. Found once: a task may write thousands. */
class RunningTask {
  readonly task: Task;
  #own: ReadonlySet<string> | undefined;
  #owners: ReadonlyMap<string, Task> | undefined;

  constructor(task: Task) {
    this.task = task;
  }

  ownerOf(absolutePath: string): Task | undefined {
    this.#own ??= new Set(filesOf(this.task));
    if (this.#own.has(absolutePath)) return undefined;
    this.#owners ??= new Map(
      listRequirements(this.task.requires(), `\`${this.task.family}.requires()\` returned`).flatMap(
        ({ task }) => filesOf(task).map((file) => [file, task] as const),
      ),
    );
    return this.#owners.get(absolutePath);
  }
}

const running = new AsyncLocalStorage<RunningTask>();

/** Whatever this calls, and goes on with later, is work of the task. */
export function runAs<Result>(task: Task, work: () => Result): Result {
  return running.run(new RunningTask(task), work);
}

/** The task whose work asks, and the one that it requires, where a file is an output of that one. */
export function findOwnerAmongInputs(
  absolutePath: string,
): { readonly reader: Task; readonly owner: Task } | undefined {
  const found = running.getStore();
  const owner = found?.ownerOf(absolutePath);
  return found === undefined || owner === undefined ? undefined : { reader: found.task, owner };
}

function filesOf(task: Task): string[] {
  return listTargets(task.output()).flatMap(({ target }) =>
    isFileTarget(target) ? [resolveFromRoot(target.path)] : [],
  );
}
