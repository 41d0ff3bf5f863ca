import { canonicalJson, isItsOwnJson } from "../core/canonical.ts";
import type { TaskFailure, TaskHead } from "../core/event.ts";
import type { Attempt, AttemptContext, BatchContext } from "../core/executor.ts";
import type { DynamicRequirement, TaskRecord } from "../core/record.ts";
import { notData } from "../executor/not-data.ts";
import type { AskedTask } from "../executor/thread-messages.ts";
import type { LoadedTasks } from "./loaded-tasks.ts";
import type { ObservedFacts } from "./observed-task.ts";
import type { OpenTask, RunData, SettledTask } from "./run-data.ts";
import { RunReport } from "./run-report.ts";
import type { FoundTasks, RunTask, TaskCode } from "./task-code.ts";

type Code = TaskRecord["code"];

/** A run that another thread leads, in the thread that holds the code of its tasks. */
export class SentRun implements TaskCode {
  readonly #tasks: LoadedTasks;
  readonly #params = new Map<string, TaskHead["params"]>();
  /** Why tasks cannot run in threads that must: what they were given is no data. */
  readonly #unsendable = new Map<string, TaskFailure>();

  constructor(tasks: LoadedTasks) {
    this.#tasks = tasks;
  }

  /** The plan as data. Of what is fresh, and stays so whatever the run does, hardly more than its content. */
  async describe(about: Pick<RunData, "sources" | "options" | "workerMemoryMb">): Promise<RunData> {
    const { root, plan, texts } = this.#tasks;
    const tasks: (OpenTask | SettledTask)[] = [];
    const settled = new Set<string>();
    const codes = new Set<Code>();
    for (const { task, decision } of plan.tasks()) {
      this.#params.set(task.id, task.visibleParams);
      const isSettled =
        decision.state === "fresh" &&
        task.requirements.every((id) => settled.has(id) || plan.statusOf(id) === undefined);
      if (isSettled) {
        settled.add(task.id);
        tasks.push(settledTask(task, decision.content));
      } else {
        codes.add(task.code);
        tasks.push({
          observed: factsOf(task),
          decision,
          ...(await this.#describeTask(task.id)),
        });
      }
    }
    return { root, tasks, texts: texts.of(codes), ...about };
  }

  execute(id: string, context: AttemptContext<FoundTasks>): Promise<Attempt> {
    return (
      this.#refused([id]) ??
      this.#tasks.execute(id, {
        ...context,
        demand: async (found) => context.demand(await this.#describeFound(found)),
      })
    );
  }

  executeBatch(ids: readonly string[], context: BatchContext): Promise<Attempt> {
    return this.#refused(ids) ?? this.#tasks.executeBatch(ids, context);
  }

  async findAsked(asked: readonly AskedTask[], by: string): Promise<FoundTasks> {
    return this.#describeFound(await this.#tasks.findAsked(asked, by));
  }

  async findAnew(id: string): Promise<FoundTasks> {
    return this.#describeFound(await this.#tasks.findAnew(id));
  }

  hashOutputs(id: string): ReturnType<TaskCode["hashOutputs"]> {
    return this.#tasks.hashOutputs(id);
  }

  /** What is told of a task here, with its parameters as they can be sent. */
  withDataParams<Told extends Pick<TaskHead, "params">>(told: Told): Told {
    const params = asData(told.params);
    return params === told.params ? told : { ...told, params };
  }

  /** What the lead tells of a task, with its parameters as they are here: of a copy some are no longer of their class. */
  withOwnParams<Told extends TaskHead>(told: Told): Told {
    return { ...told, params: this.#params.get(told.id) ?? told.params };
  }

  /** The lead's report, from a copy of it. */
  report({ root, summary, tasks }: Pick<RunReport, "root" | "summary" | "tasks">): RunReport {
    return new RunReport(
      root,
      summary,
      tasks.map((task) => this.withOwnParams(task)),
    );
  }

  #refused(ids: readonly string[]): Promise<Attempt> | undefined {
    for (const id of ids) {
      const failure = this.#unsendable.get(id);
      if (failure !== undefined) return Promise.resolve({ ok: false, failure });
    }
    return undefined;
  }

  async #describeFound({ observed, asked }: FoundTasks): Promise<FoundTasks> {
    const tasks = new Map<string, RunTask>();
    for (const { id, visibleParams } of observed) {
      this.#params.set(id, visibleParams);
      tasks.set(id, await this.#describeTask(id));
    }
    return {
      observed: observed.map(factsOf),
      tasks,
      asked: asked.map(recordable),
      texts: this.#tasks.texts.of(new Set(observed.map(({ code }) => code))),
    };
  }

  async #describeTask(id: string): Promise<RunTask> {
    const tasks = this.#tasks;
    const found = tasks.orderOf(id);
    const order = found instanceof Promise ? await found : found;
    const problem = order === undefined ? undefined : problemOf(order.given);
    if (order !== undefined && problem !== undefined)
      this.#unsendable.set(id, notData(order, problem.error));
    return {
      ownRequirements: tasks.ownRequirementsOf(id),
      hasWork: tasks.hasWork(id),
      ...(order === undefined || problem !== undefined ? {} : { order }),
    };
  }
}

function settledTask(task: ObservedFacts, content: string): SettledTask {
  const { id, family, kind, visibleParams, requirements, record } = task;
  return {
    id,
    family,
    kind,
    visibleParams: asData(visibleParams),
    requirements,
    content,
    ...(record === undefined ? {} : { durationMs: record.durationMs }),
  };
}

function factsOf(task: ObservedFacts): ObservedFacts {
  return {
    id: task.id,
    family: task.family,
    file: task.file,
    kind: task.kind,
    params: task.params,
    visibleParams: asData(task.visibleParams),
    requirements: task.requirements,
    places: task.places,
    code: task.code,
    outputs: task.outputs,
    record: task.record,
    predecessor: task.predecessor,
    forced: task.forced,
    staleness: task.staleness,
    schedule: task.schedule,
    batching: task.batching,
  };
}

/** As the record will have it, where a copy would lose how a value tells itself. */
function recordable({ given, ...head }: DynamicRequirement): DynamicRequirement {
  return { ...head, given: given === undefined ? undefined : JSON.parse(JSON.stringify(given)) };
}

function asData(params: TaskHead["params"]): TaskHead["params"] {
  return problemOf(params) === undefined ? params : JSON.parse(canonicalJson(params));
}

/** Why a value cannot be sent to another thread; undefined where it can. */
function problemOf(value: unknown): { readonly error: unknown } | undefined {
  if (isFlat(value)) return undefined;
  try {
    structuredClone(value);
    return undefined;
  } catch (error) {
    return { error };
  }
}

/** As the parameters of most tasks are: a copy only to know that it can be made would cost more than all else. */
function isFlat(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every(isItsOwnJson);
}
