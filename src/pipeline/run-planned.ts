import type { RunEvent, TaskFailure } from "../core/event.ts";
import type { Attempt, Executor } from "../core/executor.ts";
import { listRequirements } from "../core/list-requirements.ts";
import { resolveFromRoot } from "../core/project-root.ts";
import type { DynamicRequirement, LastFailure, TaskRecord } from "../core/record.ts";
import { isFileTarget } from "../core/target.ts";
import type { Requirements, Task } from "../core/task.ts";
import type { Observation } from "../plan/observation.ts";
import type { Plan } from "../plan/plan.ts";
import type { RunEffects } from "../run/run-effects.ts";
import { runPlan } from "../run/run-plan.ts";
import { removeTemporaries } from "../target/remove-temporaries.ts";
import { assertExternalsThere } from "./assert-externals.ts";
import { assertResources } from "./assert-resources.ts";
import { buildGraph, type Graph, type GraphNode } from "./build-graph.ts";
import { chooseExecutor } from "./choose-executor.ts";
import { type Committed, commitOutputs } from "./commit-outputs.ts";
import { type Configuration, readConfiguration } from "./configuration.ts";
import { countWorkers } from "./count-workers.ts";
import { recordDynamic } from "./dynamic-requirements.ts";
import type { ObserveSources } from "./observe.ts";
import { observe } from "./observe.ts";
import type { PlannedGraph } from "./planned-graph.ts";
import type { Project } from "./project.ts";
import type { RunOptions } from "./run-options.ts";
import { type RunReport, reportRun } from "./run-report.ts";
import { type OutputStamps, stampOutputs } from "./stamp-outputs.ts";
import { sweepTemporaryFiles } from "./sweep-temporary-files.ts";
import { TaskClaims } from "./task-claims.ts";

const longestFailure = 300;

/** What a run needs of the engine that planned it. */
export interface RunSources {
  readonly project: Project;
  readonly observing: ObserveSources;
  /** What a task asked for when it last ran, as far as it still holds. */
  findDynamic(task: Task): Task[];
  /** Keeps the text of the code that a task was made by, so that an edit can be shown. */
  keepTexts(code: TaskRecord["code"]): void;
}

/** Runs a plan: the loop, with the disk, the record and the threads around it. */
export async function runPlanned(
  planned: PlannedGraph,
  sources: RunSources,
  options: RunOptions,
): Promise<RunReport> {
  assertExternalsThere(planned.plan);
  const run = new PlannedRun(planned, sources, options);
  return run.toTheEnd();
}

class PlannedRun {
  readonly #root: string;
  readonly #plan: Plan;
  readonly #module: PlannedGraph["module"];
  readonly #resourceShare: PlannedGraph["resourceShare"];
  readonly #graph: Map<string, GraphNode>;
  readonly #sources: RunSources;
  readonly #options: RunOptions;
  readonly #configuration: Configuration;
  readonly #resources: Readonly<Record<string, number>>;
  readonly #signal: AbortSignal;
  readonly #claims: TaskClaims;
  readonly #events: RunEvent[] = [];
  readonly #dynamic = new Map<string, DynamicRequirement[]>();
  readonly #before = new Map<string, OutputStamps>();

  constructor(
    { root, graph, plan, module, resourceShare }: PlannedGraph,
    sources: RunSources,
    options: RunOptions,
  ) {
    this.#root = root;
    this.#plan = plan;
    this.#module = module;
    this.#resourceShare = resourceShare;
    this.#graph = new Map(graph);
    this.#sources = sources;
    this.#options = options;
    this.#configuration = readConfiguration(sources.project.root);
    this.#resources = { ...this.#configuration.resources, ...options.resources };
    this.#signal = options.signal ?? new AbortController().signal;
    this.#claims = new TaskClaims(sources.project.store, this.#signal, (task) =>
      this.#observeAnew(task),
    );
  }

  async toTheEnd(): Promise<RunReport> {
    const { root, threads, store } = this.#sources.project;
    const { keepGoing = true } = this.#options;
    const workers = countWorkers(this.#options, this.#configuration);
    assertResources(planned(this.#plan), this.#resources);
    const leave = threads?.enter(workers);
    try {
      const limits = {
        workers,
        resources: this.#resources,
        resourceShare: this.#resourceShare,
        keepGoing,
        signal: this.#signal,
      };
      const summary = await runPlan(this.#plan, this.#effects(), limits);
      return reportRun(this.#root, this.#events, summary);
    } finally {
      leave?.();
      this.#claims.releaseAll();
      store.flush();
      await sweepTemporaryFiles(root, store);
    }
  }

  #effects(): RunEffects {
    const executor = chooseExecutor(this.#graph, this.#module, this.#sources.project);
    return {
      executor: this.#stamping(executor),
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
      observe: (requirements, by) => this.#observeAsked(requirements, by),
      emit: (event) => this.#emit(event),
      now: () => performance.now(),
    };
  }

  /** What an attempt finds there is not what it has written. */
  #stamping(executor: Executor): Executor {
    return {
      execute: (id, context) => this.#stamped([id], () => executor.execute(id, context)),
      executeBatch: (ids, context) => this.#stamped(ids, () => executor.executeBatch(ids, context)),
    };
  }

  async #stamped(ids: readonly string[], execute: () => Promise<Attempt>): Promise<Attempt> {
    for (const id of ids) this.#before.set(id, stampOutputs(this.#nodeOf(id)));
    const attempt = await execute();
    if (attempt.isKilled) {
      const targets = ids.flatMap((id) => this.#nodeOf(id).targets.map(({ target }) => target));
      removeTemporaries(targets.filter(isFileTarget).map(({ path }) => resolveFromRoot(path)));
    }
    return attempt;
  }

  #commit(task: Observation, ms: number): Promise<Committed> {
    const node = this.#nodeOf(task.id);
    this.#sources.keepTexts(task.code);
    const before = this.#before.get(task.id) ?? new Map();
    this.#before.delete(task.id);
    const asked = this.#dynamic.get(task.id) ?? [];
    const ids = [...node.ownRequirements, ...asked.map(({ id }) => id)];
    const attempt = {
      requirements: Object.fromEntries(ids.map((id) => [id, this.#plan.contentOf(id) ?? ""])),
      dynamic: asked,
      durationMs: ms,
      before,
    };
    return commitOutputs(task, node, attempt, this.#sources.project.store);
  }

  async #restore(version: TaskRecord): Promise<void> {
    const { store } = this.#sources.project;
    for (const { path, hash } of version.outputs)
      if (path !== undefined) await store.restoreContent(hash, resolveFromRoot(path));
    await store.write(version);
  }

  async #observeAsked(requirements: Requirements, by: string): Promise<readonly Observation[]> {
    const asked = listRequirements(requirements, `\`${by}.run()\` yielded`).map(({ task }) => task);
    const list = this.#dynamic.get(by) ?? [];
    this.#dynamic.set(by, list);
    for (const task of asked)
      if (!list.some(({ id }) => id === task.id))
        list.push(recordDynamic(task, this.#nodeOf(by).task));
    const further = buildGraph(asked, (task) => this.#sources.findDynamic(task));
    for (const [id, node] of further) if (!this.#graph.has(id)) this.#graph.set(id, node);
    const observed = await observe(further, this.#sources.observing);
    assertResources(observed, this.#resources);
    return observed;
  }

  /** A task that another run was at, behind what it asked for there. */
  async #observeAnew({ id, predecessor }: Observation): Promise<readonly Observation[]> {
    const observed = await observe(this.#graphAnew(id), this.#sources.observing);
    for (const one of observed) if (one.id === id) one.predecessor = predecessor;
    return observed;
  }

  #graphAnew(id: string): Graph {
    const node = this.#nodeOf(id);
    const { findDynamic } = this.#sources;
    if (findDynamic(node.task).length === 0) return new Map([[id, node]]);
    const found = buildGraph([node.task], findDynamic);
    for (const [other, further] of found)
      if (other === id || !this.#graph.has(other)) this.#graph.set(other, further);
    return found;
  }

  #nodeOf(id: string): GraphNode {
    const node = this.#graph.get(id);
    if (node === undefined) throw new Error(`no node ${id}`);
    return node;
  }

  #emit(event: RunEvent): void {
    // Whoever hears that the run is over may start another one.
    if (event.event === "summary") this.#sources.project.store.flush();
    if (event.event === "task") this.#events.push(event);
    if (event.event === "task" && event.status === "failed")
      this.#sources.project.store.noteFailure(event.id, lastFailureOf(event.error));
    this.#options.onEvent?.(event);
  }
}

function* planned(plan: Plan): Generator<Observation> {
  for (const { task } of plan.tasks()) yield task;
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
