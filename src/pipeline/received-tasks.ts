import type { CheckpointStore } from "../core/checkpoint-store.ts";
import type { TaskRecord } from "../core/record.ts";
import type { TaskOrder } from "../executor/thread-messages.ts";
import type { Decision } from "../plan/decide.ts";
import { Plan } from "../plan/plan.ts";
import { CodeTexts } from "./code-texts.ts";
import { type ObservedFacts, ObservedTask } from "./observed-task.ts";
import type { RunData, SettledTask } from "./run-data.ts";
import type { RunTasks } from "./run-tasks.ts";
import { adoptSources } from "./sent-sources.ts";
import type { FoundTasks, RunTask } from "./task-code.ts";

/** The tasks of a run in a thread that leads it and does not hold their code. */
export class ReceivedTasks implements RunTasks {
  readonly root: string;
  readonly plan: Plan;
  readonly texts: CodeTexts;
  readonly #store: CheckpointStore;
  readonly #tasks = new Map<string, RunTask>();

  constructor({ root, tasks, texts, sources }: RunData, store: CheckpointStore) {
    this.root = root;
    this.texts = new CodeTexts(store, new Map(texts));
    this.#store = store;
    adoptSources(sources);
    const decided = new Map<string, Decision>();
    const observed = tasks.map((task) => {
      if ("content" in task) {
        decided.set(task.id, { state: "fresh", content: task.content });
        return this.#observed(settledFacts(task));
      }
      decided.set(task.observed.id, task.decision);
      this.#tasks.set(task.observed.id, task);
      return this.#observed(task.observed);
    });
    this.plan = new Plan(observed, decided);
  }

  ownRequirementsOf(id: string): readonly string[] {
    return this.#taskOf(id).ownRequirements;
  }

  hasWork(id: string): boolean {
    return this.#taskOf(id).hasWork;
  }

  orderOf(id: string): TaskOrder | undefined {
    return this.#taskOf(id).order;
  }

  add({ observed, tasks, texts }: FoundTasks): readonly ObservedTask[] {
    this.texts.add(texts);
    for (const [id, task] of tasks) this.#tasks.set(id, task);
    return observed.map((facts) => this.#observed(facts));
  }

  #observed(facts: ObservedFacts): ObservedTask {
    return ObservedTask.from(facts, this.#store, this.texts);
  }

  #taskOf(id: string): RunTask {
    const task = this.#tasks.get(id);
    if (task === undefined) throw new Error(`no task ${id} in this run`);
    return task;
  }
}

/** Nothing else is asked of a task that is done before the run begins. */
function settledFacts(task: SettledTask): ObservedFacts {
  const { id, family, kind, visibleParams, requirements, durationMs } = task;
  const nothing = { params: {}, code: {}, outputs: [] };
  return {
    ...nothing,
    id,
    family,
    kind,
    visibleParams,
    requirements,
    record: durationMs === undefined ? undefined : { ...emptyRecord, id, family, durationMs },
    predecessor: undefined,
    forced: false,
  };
}

const emptyRecord: TaskRecord = {
  id: "",
  family: "",
  params: {},
  code: {},
  requirements: {},
  dynamic: [],
  outputs: [],
  fingerprint: "",
  finishedAtMs: 0,
  durationMs: 0,
};
