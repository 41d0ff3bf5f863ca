import type { CheckpointStore } from "../core/checkpoint-store.ts";
import type { RunEvent, TaskFailure } from "../core/event.ts";
import type { Attempt, Executor } from "../core/executor.ts";
import { resolveFromRoot } from "../core/project-root.ts";
import type { DynamicRequirement, LastFailure, TaskRecord } from "../core/record.ts";
import { ThreadExecutor } from "../executor/thread-executor.ts";
import type { ThreadPool } from "../executor/thread-pool.ts";
import type { Observation } from "../plan/observation.ts";
import type { Plan } from "../plan/plan.ts";
import type { ResourceShare } from "../run/resource-share.ts";
import type { RunEffects } from "../run/run-effects.ts";
import { runPlan } from "../run/run-plan.ts";
import { removeTemporaries } from "../target/remove-temporaries.ts";
import { assertResources } from "./assert-resources.ts";
import { type Committed, commitOutputs } from "./commit-outputs.ts";
import { type RunReport, reportRun } from "./run-report.ts";
import type { RunTasks } from "./run-tasks.ts";
import { type OutputStamps, stampOutputs } from "./stamp-outputs.ts";
import { sweepTemporaryFiles } from "./sweep-temporary-files.ts";
import { TaskClaims } from "./task-claims.ts";
import type { FoundTasks, TaskCode } from "./task-code.ts";

const longestFailure = 300;

/** Where a run is led: what it has of disk, threads and resources. */
export interface LeadSurroundings {
  /** The project's root. */
  readonly root: string;
  readonly store: CheckpointStore;
  /** Undefined where all tasks run where their code is. */
  readonly threads: ThreadPool | undefined;
  readonly resourceShare: ResourceShare;
}

export interface LeadOptions {
  /** How many tasks may run at once. */
  readonly workers: number;
  readonly resources: Readonly<Record<string, number>>;
  readonly keepGoing?: boolean;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}

/**
 * Leads a run to its end: the loop, with the disk, the record and the threads around it. Of its
 * tasks it knows data, and asks `code` for the rest, so that another thread can lead it than the one
 * that planned it.
 */
export async function leadRun(
  tasks: RunTasks,
  code: TaskCode,
  surroundings: LeadSurroundings,
  options: LeadOptions,
): Promise<RunReport> {
  return new LedRun(tasks, code, surroundings, options).toTheEnd();
}

class LedRun {
  readonly #tasks: RunTasks;
  readonly #plan: Plan;
  readonly #code: TaskCode;
  readonly #surroundings: LeadSurroundings;
  readonly #options: LeadOptions;
  readonly #signal: AbortSignal;
  readonly #claims: TaskClaims;
  readonly #events: RunEvent[] = [];
  readonly #dynamic = new Map<string, DynamicRequirement[]>();
  readonly #before = new Map<string, OutputStamps>();

  constructor(
    tasks: RunTasks,
    code: TaskCode,
    surroundings: LeadSurroundings,
    options: LeadOptions,
  ) {
    this.#tasks = tasks;
    this.#plan = tasks.plan;
    this.#code = code;
    this.#surroundings = surroundings;
    this.#options = options;
    this.#signal = options.signal ?? new AbortController().signal;
    this.#claims = new TaskClaims(surroundings.store, this.#signal, (task) =>
      this.#observeAnew(task),
    );
  }

  async toTheEnd(): Promise<RunReport> {
    const { root, threads, store, resourceShare } = this.#surroundings;
    const { workers, resources, keepGoing = true } = this.#options;
    const leave = threads?.enter(workers);
    try {
      const limits = { workers, resources, resourceShare, keepGoing, signal: this.#signal };
      const summary = await runPlan(this.#plan, this.#effects(), limits);
      return reportRun(this.#tasks.root, this.#events, summary);
    } finally {
      leave?.();
      this.#claims.releaseAll();
      store.flush();
      await sweepTemporaryFiles(root, store);
    }
  }

  #effects(): RunEffects<FoundTasks> {
    return {
      executor: this.#stamping(this.#chooseExecutor()),
      claim: (task, onWait) => {
        const { id, family, visibleParams: params } = task;
        const head = { id, family, params };
        return this.#claims.claim(task, {
          onWait: (pid) => {
            this.#emit({ event: "wait", ...head, pid });
            onWait();
          },
          onWaitEnd: (pid) => this.#emit({ event: "wait", ...head, pid, isOver: true }),
          onLongWait: (pid, others) => {
            this.#emit({ event: "log", ...head, text: describeWait(pid, others) });
          },
        });
      },
      commit: (task, ms) => this.#commit(task, ms),
      restore: (_task, version) => this.#restore(version),
      observe: async (found, by) => this.#takeAsked(found, by),
      emit: (event) => this.#emit(event),
      now: () => performance.now(),
    };
  }

  /** In threads, but for tasks that must not run there or cannot. */
  #chooseExecutor(): Executor<FoundTasks> {
    const [tasks, code] = [this.#tasks, this.#code];
    const { threads } = this.#surroundings;
    if (threads === undefined) return code;
    const orderOf = (id: string) => tasks.orderOf(id);
    return new ThreadExecutor(
      threads,
      { orderOf, find: (asked, by) => code.findAsked(asked, by) },
      code,
    );
  }

  /** What an attempt finds there is not what it has written. One that has nothing to do is at its end. */
  #stamping(executor: Executor<FoundTasks>): Executor<FoundTasks> {
    return {
      execute: (id, context) =>
        this.#stamped([id], async () =>
          this.#tasks.hasWork(id) ? executor.execute(id, context) : { ok: true },
        ),
      executeBatch: (ids, context) => this.#stamped(ids, () => executor.executeBatch(ids, context)),
    };
  }

  async #stamped(ids: readonly string[], execute: () => Promise<Attempt>): Promise<Attempt> {
    for (const id of ids) this.#before.set(id, stampOutputs(this.#plan.taskOf(id)));
    const attempt = await execute();
    if (attempt.isKilled) {
      const outputs = ids.flatMap((id) => this.#plan.taskOf(id).outputs);
      const paths = outputs.flatMap(({ path }) => path ?? []);
      removeTemporaries(paths.map(resolveFromRoot));
    }
    return attempt;
  }

  #commit(task: Observation, ms: number): Promise<Committed> {
    const { id } = task;
    this.#tasks.texts.keep(task.code);
    const before = this.#before.get(id) ?? new Map();
    this.#before.delete(id);
    const asked = this.#dynamic.get(id) ?? [];
    const ids = [...this.#tasks.ownRequirementsOf(id), ...asked.map((one) => one.id)];
    const attempt = {
      requirements: Object.fromEntries(ids.map((one) => [one, this.#plan.contentOf(one) ?? ""])),
      dynamic: asked,
      durationMs: ms,
      before,
      hasWork: this.#tasks.hasWork(id),
      hashOthers: () => this.#code.hashOutputs(id),
    };
    return commitOutputs(task, attempt, this.#surroundings.store);
  }

  async #restore(version: TaskRecord): Promise<void> {
    const { store } = this.#surroundings;
    for (const { path, hash } of version.outputs)
      if (path !== undefined) await store.restoreContent(hash, resolveFromRoot(path));
    await store.write(version);
  }

  #takeAsked(found: FoundTasks, by: string): readonly Observation[] {
    const list = this.#dynamic.get(by) ?? [];
    this.#dynamic.set(by, list);
    for (const one of found.asked) if (!list.some(({ id }) => id === one.id)) list.push(one);
    const observed = this.#tasks.add(found);
    assertResources(observed, this.#options.resources);
    return observed;
  }

  /** A task that another run was at, behind what it asked for there. */
  async #observeAnew({ id, predecessor }: Observation): Promise<readonly Observation[]> {
    const observed = this.#tasks.add(await this.#code.findAnew(id));
    for (const one of observed) if (one.id === id) one.predecessor = predecessor;
    return observed;
  }

  #emit(event: RunEvent): void {
    const { store } = this.#surroundings;
    // Whoever hears that the run is over may start another one.
    if (event.event === "summary") store.flush();
    if (event.event === "task") this.#events.push(event);
    if (event.event === "task" && event.status === "failed")
      store.noteFailure(event.id, lastFailureOf(event.error));
    this.#options.onEvent?.(event);
  }
}

function describeWait(pid: number, others: number): string {
  const holder = pid === process.pid ? "another run here" : `process ${pid}`;
  if (others === 0) return `waits, because ${holder} is at it`;
  const company = others === 1 ? "another task" : `${others} other tasks`;
  return `waits with ${company}, because ${holder} is at them`;
}

function lastFailureOf({ message, place, line }: TaskFailure): LastFailure {
  const where = place === undefined || line === undefined ? place : `${place}, line ${line}`;
  return {
    message: message.split("\n", 1)[0]?.slice(0, longestFailure) ?? "",
    ...(where === undefined ? {} : { where }),
    failedAtMs: Date.now(),
  };
}
