import { AsyncLocalStorage } from "node:async_hooks";
import { listRequirements } from "./list-requirements.ts";
import { resolveFromRoot } from "./project-root.ts";
import { isFileTarget, listTargets, type Output } from "./target.ts";
import type { Task } from "./task.ts";

const running = new AsyncLocalStorage<Task>();

/** Whatever this calls, and goes on with later, is work of the task. */
export function runAs<Result>(task: Task, work: () => Result): Result {
  return running.run(task, work);
}

/** The task whose work asks, and the one that it requires, where a file is an output of that one. */
export function findOwnerAmongInputs(
  absolutePath: string,
): { readonly reader: Task; readonly owner: Task } | undefined {
  const reader = running.getStore();
  if (reader === undefined || holds(reader.output(), absolutePath)) return undefined;
  const owner = listRequirements(reader.requires(), `\`${reader.family}.requires()\` returned`)
    .map(({ task }) => task)
    .find((task) => holds(task.output(), absolutePath));
  return owner === undefined ? undefined : { reader, owner };
}

function holds(output: Output, absolutePath: string): boolean {
  return listTargets(output).some(
    ({ target }) => isFileTarget(target) && resolveFromRoot(target.path) === absolutePath,
  );
}
