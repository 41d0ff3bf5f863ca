import { AsyncLocalStorage } from "node:async_hooks";
import { listRequirements } from "./list-requirements.ts";
import { OpenWrites } from "./open-writes.ts";
import { resolveFromRoot } from "./project-root.ts";
import { isFileTarget, listTargets } from "./target.ts";
import type { Task } from "./task.ts";

interface FoundInput {
  readonly reader: Task;
  readonly owner: Task;
}

/** What a running task may write and has begun to, and who wrote what it may only read. Found once: a task may write thousands. */
class RunningTask {
  readonly writes = new OpenWrites();
  /** Undefined for the work of a batch. */
  readonly task: Task | undefined;
  #own: ReadonlySet<string> | undefined;
  #owners: ReadonlyMap<string, Task> | undefined;

  constructor(task: Task | undefined) {
    this.task = task;
  }

  findInput(absolutePath: string): FoundInput | undefined {
    const reader = this.task;
    if (reader === undefined) return undefined;
    this.#own ??= new Set(filesOf(reader));
    if (this.#own.has(absolutePath)) return undefined;
    this.#owners ??= new Map(
      listRequirements(reader.requires(), `\`${reader.family}.requires()\` returned`).flatMap(
        ({ task }) => filesOf(task).map((file) => [file, task] as const),
      ),
    );
    const owner = this.#owners.get(absolutePath);
    return owner && { reader, owner };
  }
}

const running = new AsyncLocalStorage<RunningTask>();

/**
 * Whatever this calls, and goes on with later, is work of the task, or of a batch that `id` names.
 * @throws CauceError `write-not-awaited`, and what the work throws
 */
export async function runAs<Result>(
  { id, task }: { readonly id: string; readonly task?: Task },
  work: () => Promise<Result>,
): Promise<Result> {
  const own = new RunningTask(task);
  const result = await running.run(own, work);
  own.writes.assertNone(id);
  return result;
}

/** The task whose work asks, and the one that it requires, where a file is an output of that one. */
export function findOwnerAmongInputs(absolutePath: string): FoundInput | undefined {
  return running.getStore()?.findInput(absolutePath);
}

/** Those of the attempt whose work asks. */
export function currentWrites(): OpenWrites | undefined {
  return running.getStore()?.writes;
}

function filesOf(task: Task): string[] {
  return listTargets(task.output()).flatMap(({ target }) =>
    isFileTarget(target) ? [resolveFromRoot(target.path)] : [],
  );
}
