import path from "node:path";
import { type MessagePort, workerData } from "node:worker_threads";
import type { AttemptContext, BatchContext } from "../../../src/core/executor.ts";
import { packError } from "../../../src/core/packed-error.ts";
import { setProjectRoot } from "../../../src/core/project-root.ts";
import { leadRun } from "../../../src/pipeline/lead-run.ts";
import { openThreads } from "../../../src/pipeline/open-threads.ts";
import { ReceivedTasks } from "../../../src/pipeline/received-tasks.ts";
import type { RunData } from "../../../src/pipeline/run-data.ts";
import type { FoundTasks, TaskCode } from "../../../src/pipeline/task-code.ts";
import { ResourceShare } from "../../../src/run/resource-share.ts";
import type { CommitGuard } from "../../../src/store/commit-guard.ts";
import { openLmdbStore } from "../../../src/store/lmdb-store.ts";
import { Line } from "./line.ts";

/** What the thread is told when it starts. */
export interface LeadThreadData {
  readonly port: MessagePort;
  readonly root: string;
  /** The notebook or the module that the tasks stand in. */
  readonly file: string;
  /** Closed by whoever ends the thread. */
  readonly guard: CommitGuard;
  readonly owner: string;
}

/** A thread that leads runs of tasks whose code another one holds. */
function start({ port, root, file, guard, owner }: LeadThreadData): void {
  setProjectRoot(root);
  const store = openLmdbStore(path.join(root, ".cauce"), { guard, owner });
  const threads = openThreads({ root, file }, () => undefined);
  let cancel = new AbortController();
  const line = new Line(port, {
    run: async (data) => {
      cancel = new AbortController();
      return leadRun(
        new ReceivedTasks(data as RunData, store),
        codeBehind(line),
        { root, store, threads, resourceShare: new ResourceShare() },
        {
          ...(data as RunData).options,
          signal: cancel.signal,
          onEvent: (event) => line.tell("event", event),
        },
      );
    },
    cancel: async () => cancel.abort(),
    call: async (id, name, ...rest) => contexts.get(id as number)?.(name as string, rest),
    close: async () => {
      await threads.close();
      await store.close();
    },
  });
}

const contexts = new Map<number, (name: string, given: unknown[]) => unknown>();
let attempts = 0;

/** Asks the thread that holds the code. */
function codeBehind(line: Line): TaskCode {
  const attempt = async (
    ids: readonly string[],
    method: "execute" | "executeBatch",
    context: AttemptContext<FoundTasks> | BatchContext,
  ) => {
    const number = ++attempts;
    const { signal, ...calls } = context;
    contexts.set(number, (name, given) =>
      (calls as unknown as Record<string, (...all: unknown[]) => unknown>)[name]?.(...given),
    );
    const stop = () => line.tell("stop", number, packError(signal.reason));
    signal.addEventListener("abort", stop);
    try {
      return await line.ask(method, number, ids);
    } finally {
      signal.removeEventListener("abort", stop);
      contexts.delete(number);
    }
  };
  return {
    execute: (id, context) => attempt([id], "execute", context) as ReturnType<TaskCode["execute"]>,
    executeBatch: (ids, context) =>
      attempt(ids, "executeBatch", context) as ReturnType<TaskCode["executeBatch"]>,
    findAsked: (asked, by) => line.ask("findAsked", asked, by) as Promise<FoundTasks>,
    findAnew: (id) => line.ask("findAnew", id) as Promise<FoundTasks>,
    hashOutputs: (id) => line.ask("hashOutputs", id) as ReturnType<TaskCode["hashOutputs"]>,
  };
}

start(workerData as LeadThreadData);
