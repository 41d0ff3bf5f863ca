import { availableParallelism } from "node:os";
import type { CodeBase } from "../cell/code-base.ts";
import type { Declaration } from "../cell/declaration.ts";
import { sliceTasks } from "../cell/slice-task.ts";
import { listTaskClasses, standsForTask } from "../cell/task-classes.ts";
import type { CheckpointStore } from "../core/checkpoint-store.ts";
import type { RunEvent, TaskFailure } from "../core/event.ts";
import { resolveFromRoot } from "../core/project-root.ts";
import type { DynamicRequirement, LastFailure, TaskRecord } from "../core/record.ts";
import { listRequirements, type Task, type TaskClass } from "../core/task.ts";
import { InProcessExecutor } from "../executor/in-process-executor.ts";
import type { Observation } from "../plan/observation.ts";
import { Plan } from "../plan/plan.ts";
import { codeChanges, isWatched, parameterChanges } from "../plan/staleness.ts";
import { type RunEffects, runPlan } from "../run/run-plan.ts";
import { assertExternalsThere } from "./assert-externals.ts";
import { buildGraph, type Graph, type GraphNode } from "./build-graph.ts";
import { commitOutputs } from "./commit-outputs.ts";
import { findImpact } from "./find-impact.ts";
import type { ImpactReport } from "./impact-report.ts";
import type { TaskModule } from "./module-loader.ts";
import { observe, valuesOf } from "./observe.ts";
import type { Project } from "./project.ts";
import { recordedParameters } from "./recorded-parameters.ts";
import { type RunReport, reportRun } from "./run-report.ts";
import { type OutputStamps, stampOutputs } from "./stamp-outputs.ts";
import { TaskClaims } from "./task-claims.ts";
import { TaskCoverage } from "./task-coverage.ts";
import { unknownTask } from "./unknown-task.ts";

/** Which task: the class's name, and parameters as its constructor takes them. */
export interface TaskReference {
  readonly family: string;
  readonly given: unknown;
}

export interface RunOptions {
  /** How many tasks may run at once; the number of cores where it is left out. */
  readonly workers?: number;
  /** Runs every task but the external ones, fresh or not. */
  readonly force?: boolean;
  /** Cancels the run: nothing further is started, and running tasks see it in `this.signal`. */
  readonly signal?: AbortSignal;
  /** Hears every event, in order, as it happens. */
  readonly onEvent?: (event: RunEvent) => void;
}

/** A graph with the plan that was made for it: what would run, and why. */
export interface PlannedGraph {
  readonly root: string;
  readonly graph: Graph;
  readonly plan: Plan;
}

const longestFailure = 300;

/** The engine put together for one state of the code: an edit makes a new one. */
export class Engine {
  readonly #project: Project;
  readonly #code: CodeBase;
  readonly #coverage: TaskCoverage;

  constructor(project: Project, code: CodeBase) {
    this.#project = project;
    this.#code = code;
    this.#coverage = new TaskCoverage(project, code);
  }

  /** The task classes of the code, in its order. */
  families(): string[] {
    return listTaskClasses(this.#code).map((declaration) => declaration.names[0] ?? "");
  }

  /** Every task class, loaded from a module of its own. */
  async loadClass(family: string): Promise<TaskClass> {
    const module = await this.#loadModule(family);
    return module[family] as TaskClass;
  }

  /** Follows `requires()` from a task and says of every task whether it would run, and why. Nothing runs. */
  async plan(
    reference: TaskReference,
    options: { readonly force?: boolean } = {},
  ): Promise<PlannedGraph> {
    const read = readOnce(this.#project.store);
    const { root, graph } = await this.#graph(reference, read);
    const observations = await observe(graph, { ...this.#sources(options), read });
    return { root, graph, plan: new Plan(observations) };
  }

  /** Follows `requires()` from a task. Neither files nor fingerprints are looked at. */
  async graph(reference: TaskReference): Promise<{ readonly root: string; readonly graph: Graph }> {
    return this.#graph(reference, (id) => this.#project.store.read(id));
  }

  async #graph(
    reference: TaskReference,
    read: (id: string) => TaskRecord | undefined,
  ): Promise<{ readonly root: string; readonly graph: Graph }> {
    const module = await this.#loadModule(reference.family);
    const root = instantiate(module, reference);
    const findDynamic = (task: Task) => this.#findDynamic(task, module, read(task.id));
    const graph = this.#project.store.view(() => buildGraph([root], findDynamic));
    return { root: root.id, graph };
  }

  /** Which tasks would be touched if a declaration, a file or a package changed. Nothing runs. */
  impact(subject: string): Promise<ImpactReport> {
    return findImpact(subject, {
      project: this.#project,
      code: this.#code,
      cover: (family) => this.#coverage.cover(family),
      graphOf: async (family) => (await this.graph({ family, given: {} })).graph,
    });
  }

  /** Runs what is stale of a task and all that it requires. Failures of tasks are in the report. */
  async run(reference: TaskReference, options: RunOptions = {}): Promise<RunReport> {
    return this.runPlanned(await this.plan(reference, options), reference, options);
  }

  /** Runs a plan that was made by `plan`. */
  async runPlanned(
    planned: PlannedGraph,
    reference: TaskReference,
    options: RunOptions = {},
  ): Promise<RunReport> {
    const { plan } = planned;
    assertExternalsThere(plan);
    const graph = new Map(planned.graph);
    const module = await this.#loadModule(reference.family);
    const signal = options.signal ?? new AbortController().signal;
    const claims = new TaskClaims(this.#project.store, signal, (id) =>
      this.#observeAnew(id, graph, module, options),
    );
    const { effects, events } = this.#effects(graph, plan, module, options, claims);
    const workers = Math.max(1, options.workers ?? availableParallelism());
    try {
      const summary = await runPlan(plan, effects, { workers, signal });
      return reportRun(planned.root, events, summary);
    } finally {
      claims.releaseAll();
      this.#project.store.flush();
    }
  }

  /** A task that another run was at, behind what it asked for there. */
  #observeAnew(
    id: string,
    graph: Map<string, GraphNode>,
    module: TaskModule,
    options: RunOptions,
  ): Promise<readonly Observation[]> {
    const node = graph.get(id);
    if (node === undefined) throw new Error(`no node ${id}`);
    const dynamic = this.#findDynamic(node.task, module);
    if (dynamic.length === 0) return observe(new Map([[id, node]]), this.#sources(options));
    const found = buildGraph([node.task], (task) => this.#findDynamic(task, module));
    for (const [other, further] of found)
      if (other === id || !graph.has(other)) graph.set(other, further);
    return observe(found, this.#sources(options));
  }

  #effects(
    graph: Map<string, GraphNode>,
    plan: Plan,
    module: TaskModule,
    options: RunOptions,
    claims: TaskClaims,
  ) {
    const { store } = this.#project;
    const events: RunEvent[] = [];
    const dynamic = new Map<string, DynamicRequirement[]>();
    const before = new Map<string, OutputStamps>();
    const executor = new InProcessExecutor((id) => graph.get(id)?.task);
    const effects: RunEffects = {
      executor: {
        execute: async (id, context) => {
          const node = graph.get(id);
          if (node !== undefined) before.set(id, stampOutputs(node));
          return executor.execute(id, context);
        },
      },
      claim: (task, onWait) => {
        const { id, family, visibleParams: params } = task;
        const onLongWait = (pid: number) => {
          const text = `waits, because process ${pid} is at it`;
          effects.emit({ event: "log", id, family, params, text });
        };
        return claims.claim(task, { onWait, onLongWait });
      },
      commit: async (task, ms) => {
        const node = graph.get(task.id);
        if (node === undefined) throw new Error(`no node ${task.id}`);
        this.#coverage.keepTexts(task.code);
        const asked = dynamic.get(task.id) ?? [];
        const ids = [...node.ownRequirements, ...asked.map(({ id }) => id)];
        const requirements = Object.fromEntries(ids.map((id) => [id, plan.contentOf(id) ?? ""]));
        const attempt = {
          requirements,
          dynamic: asked,
          durationMs: ms,
          before: before.get(task.id) ?? new Map<string, string>(),
        };
        return commitOutputs(task, node, attempt, store);
      },
      restore: (_task, version) => this.#restore(version),
      observe: async (requirements, by) => {
        const asked = listRequirements(requirements, `\`${by}.run()\` yielded`).map(
          ({ task }) => task,
        );
        const list = dynamic.get(by) ?? [];
        dynamic.set(by, list);
        for (const task of asked)
          if (!list.some(({ id }) => id === task.id))
            list.push({ family: task.family, given: task.given, id: task.id });
        const further = buildGraph(asked, (task) => this.#findDynamic(task, module));
        for (const [id, node] of further) if (!graph.has(id)) graph.set(id, node);
        return observe(further, this.#sources(options));
      },
      emit: (event) => {
        // Whoever hears that the run is over may start another one.
        if (event.event === "summary") store.flush();
        if (event.event !== "progress" && event.event !== "log") events.push(event);
        if (event.event === "task" && event.status === "failed")
          store.noteFailure(event.id, lastFailureOf(event.error));
        options.onEvent?.(event);
      },
      now: () => performance.now(),
    };
    return { effects, events };
  }

  async #restore(version: TaskRecord): Promise<void> {
    for (const { path, hash } of version.outputs)
      if (path !== undefined) await this.#project.store.restoreContent(hash, resolveFromRoot(path));
    await this.#project.store.write(version);
  }

  #sources({ force = false }: Pick<RunOptions, "force">) {
    const { store } = this.#project;
    const read = (id: string) => store.read(id);
    return { store, read, coverage: this.#coverage, force };
  }

  #loadModule(family: string): Promise<TaskModule> {
    return this.#project.loader.load(sliceTasks([this.#declarationOf(family)], this.#code));
  }

  #declarationOf(family: string): Declaration {
    const declaration = this.#code.find(family);
    if (declaration !== undefined && standsForTask(declaration, this.#code)) return declaration;
    throw unknownTask(family, this.families(), declaration);
  }

  /** What a task asked for when it last ran, as long as nothing says that it would ask for something else. */
  #findDynamic(task: Task, module: TaskModule, record = this.#project.store.read(task.id)): Task[] {
    if (record === undefined || record.dynamic.length === 0) return [];
    const { parameters } = task.constructor as TaskClass;
    const params = recordedParameters(parameters, valuesOf(task));
    const code = Object.fromEntries(Object.entries(record.code).filter(([key]) => !isWatched(key)));
    const unchanged =
      codeChanges({ code: this.#coverage.cover(task.family) }, { ...record, code }).length === 0 &&
      parameterChanges(params, { ...params, ...record.params }).length === 0;
    return unchanged
      ? record.dynamic
          .filter(({ family }) => module[family] !== undefined)
          .map((reference) => instantiate(module, reference))
      : [];
  }
}

function lastFailureOf({ message, place, line }: TaskFailure): LastFailure {
  const where = place === undefined || line === undefined ? place : `${place}, line ${line}`;
  return {
    message: message.split("\n", 1)[0]?.slice(0, longestFailure) ?? "",
    ...(where === undefined ? {} : { where }),
    failedAtMs: Date.now(),
  };
}

/** Reads each record once: building a graph and observing it ask for the same ones. */
function readOnce(store: CheckpointStore): (id: string) => TaskRecord | undefined {
  const known = new Map<string, TaskRecord | undefined>();
  return (id) => {
    if (!known.has(id)) known.set(id, store.read(id));
    return known.get(id);
  };
}

function instantiate(module: TaskModule, reference: TaskReference): Task {
  const found = module[reference.family];
  if (found === undefined) throw new Error(`the module does not export ${reference.family}`);
  const Class = found as unknown as new (given: unknown) => Task;
  return new Class(structuredClone(reference.given));
}
