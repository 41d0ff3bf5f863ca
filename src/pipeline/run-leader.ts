import path from "node:path";
import type { CheckpointStore } from "../core/checkpoint-store.ts";
import { setProjectRoot } from "../core/project-root.ts";
import type { ThreadPool } from "../executor/thread-pool.ts";
import { ResourceShare } from "../run/resource-share.ts";
import { ResourcesInUse } from "../run/resources-in-use.ts";
import { openLmdbStore } from "../store/lmdb-store.ts";
import { type LeadOptions, leadRun } from "./lead-run.ts";
import type { LeaderMarks } from "./leader-end.ts";
import { openThreads } from "./open-threads.ts";
import { ReceivedTasks } from "./received-tasks.ts";
import type { RunData } from "./run-data.ts";
import type { RunReport } from "./run-report.ts";
import type { TaskCode } from "./task-code.ts";
import type { ThreadData } from "./task-thread-program.ts";

type Listening = Pick<LeadOptions, "onEvent"> & { readonly signal: AbortSignal };

export interface RunLeaderOptions extends ThreadData {
  readonly marks: LeaderMarks;
}

/** A run that another thread has planned. */
export interface ReceivedRun {
  /** What it takes of the resources that all runs here share. */
  readonly resourceShare: ResourceShare;
  lead(options: Listening): Promise<RunReport>;
}

/** Leads runs of a project in another thread than the one that plans them and has their code. */
export class RunLeader {
  readonly #root: string;
  readonly #marks: LeaderMarks;
  readonly #threads: ThreadPool;
  readonly #resourcesInUse = new ResourcesInUse();
  readonly #closing = new AbortController();
  #store: CheckpointStore | undefined;
  #memoryMb: number | undefined;

  /** `onStray` hears what ended a task's thread and failed no task, where the run was begun. */
  constructor({ root, file, marks }: RunLeaderOptions, onStray: (text: string) => void) {
    setProjectRoot(root);
    this.#marks = marks;
    this.#root = root;
    this.#threads = openThreads({ root, file }, () => this.#memoryMb, onStray);
  }

  /** Starts threads ahead of the work. */
  warm(count: number): void {
    this.#threads.warm(count);
  }

  prepare(module: string): void {
    this.#threads.prepare(() => module);
  }

  /** `code` answers what only the thread can that has the code of the tasks. */
  receive(data: RunData, code: TaskCode): ReceivedRun {
    this.#memoryMb = data.workerMemoryMb;
    const resourceShare = new ResourceShare(this.#resourcesInUse);
    const lead = async ({ signal, onEvent }: Listening) => {
      this.#store ??= openLmdbStore(path.join(this.#root, ".cauce"), this.#marks);
      const store = this.#store;
      const tasks = new ReceivedTasks(data, store);
      return leadRun(
        tasks,
        code,
        { root: this.#root, store, threads: this.#threads, resourceShare },
        {
          ...data.options,
          signal: AbortSignal.any([signal, this.#closing.signal]),
          ...(onEvent === undefined ? {} : { onEvent }),
        },
      );
    };
    return { resourceShare, lead };
  }

  /** Cancels what runs and ends the threads. */
  async stop(): Promise<void> {
    this.#closing.abort();
    await this.#threads.close();
  }

  /** Closes the record and gives back what was locked. */
  async close(): Promise<void> {
    await this.#store?.close();
  }
}
