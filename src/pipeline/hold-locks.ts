import type { CheckpointStore } from "../core/checkpoint-store.ts";
import { CauceError } from "../core/errors.ts";
import type { TaskLock } from "../core/task-lock.ts";

/**
 * Does something while no other run can be at some tasks.
 * @throws CauceError `task-running` at once where one is at one of them.
 */
export async function holdLocks<Result>(
  store: CheckpointStore,
  ids: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const locks: TaskLock[] = [];
  try {
    for (const id of ids) locks.push(await takeNow(store, id));
    return await work();
  } finally {
    for (const lock of locks) lock.release();
    store.flush();
  }
}

async function takeNow(store: CheckpointStore, id: string): Promise<TaskLock> {
  const controller = new AbortController();
  let holder = 0;
  const onWait = (pid: number) => {
    holder = pid;
    controller.abort();
  };
  const lock = await store.lock(id, { signal: controller.signal, onWait });
  if (lock !== undefined) return lock;
  throw new CauceError(
    "task-running",
    `\`${id}\` is being run by process ${holder}. Wait until it has ended, or stop it.`,
  );
}
