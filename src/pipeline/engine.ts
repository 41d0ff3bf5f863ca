import { isDeepStrictEqual } from "node:util";
import type { CodeBase } from "../cell/code-base.ts";
import type { Declaration } from "../cell/declaration.ts";
import { sliceTasks } from "../cell/slice-task.ts";
import { listTaskClasses, standsForTask } from "../cell/task-classes.ts";
import type { CheckpointStore } from "../core/checkpoint-store.ts";
import type { TaskRecord } from "../core/record.ts";
import type { Task, TaskClass } from "../core/task.ts";
import type { Observation } from "../plan/observation.ts";
import { Plan } from "../plan/plan.ts";
import { ResourceShare } from "../run/resource-share.ts";
import { assertExternalsThere } from "./assert-externals.ts";
import { assertResources } from "./assert-resources.ts";
import { buildGraph, type Graph } from "./build-graph.ts";
import { readConfiguration } from "./configuration.ts";
import { countWorkers } from "./count-workers.ts";
import { findDynamic } from "./dynamic-requirements.ts";
import type { TaskModule } from "./evaluate-module.ts";
import { expectedDurations } from "./expected-durations.ts";
import { findImpact } from "./find-impact.ts";
import { holdLookups } from "./held-lookups.ts";
import type { ImpactReport } from "./impact-report.ts";
import { instantiate } from "./instantiate.ts";
import { type LeadOptions, leadRun } from "./lead-run.ts";
import { LoadedTasks } from "./loaded-tasks.ts";
import { observe } from "./observe.ts";
import type { PlannedGraph } from "./planned-graph.ts";
import type { Project } from "./project.ts";
import type { RunData } from "./run-data.ts";
import type { RunOptions } from "./run-options.ts";
import type { RunReport } from "./run-report.ts";
import { SentRun } from "./sent-run.ts";
import { collectSources } from "./sent-sources.ts";
import { SharedAnswers } from "./share-look.ts";
import { TaskCoverage } from "./task-coverage.ts";
import { listWanted, type TaskReference, type Wanted } from "./task-reference.ts";
import { needsThread } from "./thread-orders.ts";
import { unknownTask } from "./unknown-task.ts";

type PlanOptions = Pick<RunOptions, "force" | "workers" | "resources">;

/** The engine put together for one state of the code: an edit makes a new one. */
export class Engine {
  readonly #project: Project;
  readonly #code: CodeBase;
  readonly #coverage: TaskCoverage;
  readonly #modules = new SharedAnswers<Promise<TaskModule>>();
  readonly #views = new SharedAnswers<SharedPlan[]>();
  #families: readonly string[] | undefined;

  constructor(project: Project, code: CodeBase) {
    this.#project = project;
    this.#code = code;
    this.#coverage = new TaskCoverage(project, code);
  }

  /** The task classes of the code, in its order. */
  families(): readonly string[] {
    this.#families ??= listTaskClasses(this.#code).map(({ names }) => names[0] ?? "");
    return this.#families;
  }

  /** Every task class, loaded from a module of its own where no other that holds it is looked at. */
  async loadClass(family: string): Promise<TaskClass> {
    for await (const { module } of this.#viewed())
      if (module[family] !== undefined) return module[family];
    const module = await this.#loadModule(family);
    return module[family] as TaskClass;
  }

  /** Follows `requires()` from what is wanted and says of every task whether it would run, and why. Nothing runs. */
  plan(wanted: Wanted, options: PlanOptions = {}): Promise<PlannedGraph> {
    return holdLookups(() => this.#plan(wanted, options));
  }

  /** The same to be looked at and not to be run: whoever else looks at it just now has the same one. */
  view(wanted: Wanted): Promise<PlannedGraph> {
    const shared = this.#views.ask("", () => []);
    const known = shared.find((other) => isDeepStrictEqual(other.wanted, wanted));
    if (known !== undefined) return known.planned;
    const planned = this.plan(wanted);
    shared.push({ wanted, planned });
    return planned;
  }

  /** A task to be looked at, in a plan that someone else looks at where one holds it: with its id there. */
  async viewTask(reference: TaskReference): Promise<{ planned: PlannedGraph; id: string }> {
    for await (const planned of this.#viewed()) {
      if (planned.module[reference.family] === undefined) continue;
      const { id } = instantiate(planned.module, reference);
      if (planned.graph.has(id)) return { planned, id };
    }
    const planned = await this.view(reference);
    return { planned, id: planned.root };
  }

  /** The plans of the look that goes on, as far as there are any. */
  async *#viewed(): AsyncGenerator<PlannedGraph> {
    for (const { planned } of this.#views.ask("", () => [])) {
      const made = await planned.catch(() => undefined);
      if (made !== undefined) yield made;
    }
  }

  async #plan(wanted: Wanted, options: PlanOptions): Promise<PlannedGraph> {
    const read = readOnce(this.#project.store);
    const { root, graph, module } = await this.#graph(wanted, read);
    const observations = await observe(graph, { ...this.#sources(options), read });
    const { root: folder, store, resourcesInUse } = this.#project;
    const configuration = readConfiguration(folder);
    return {
      root,
      graph,
      module,
      plan: new Plan(observations),
      expectedMs: expectedDurations(store),
      workers: countWorkers(options, configuration),
      resources: { ...configuration.resources, ...options.resources },
      resourceShare: new ResourceShare(resourcesInUse),
    };
  }

  /** Follows `requires()` from a task. Neither files nor fingerprints are looked at. */
  async graph(reference: TaskReference): Promise<{ readonly root: string; readonly graph: Graph }> {
    return holdLookups(() => this.#graph(reference, (id) => this.#project.store.read(id)));
  }

  async #graph(
    wanted: Wanted,
    read: (id: string) => TaskRecord | undefined,
  ): Promise<Pick<PlannedGraph, "root" | "graph" | "module">> {
    const references = listWanted(wanted);
    const module = await this.#loadModule(...new Set(references.map(({ family }) => family)));
    const roots = references.map((reference) => instantiate(module, reference));
    const missing = new Set<string>();
    const findDynamic = (task: Task) =>
      this.#findDynamic(task, module, read(task.id), (family) => missing.add(family));
    const build = () => this.#project.store.view(() => buildGraph(roots, findDynamic));
    let graph = build();
    // Each was asked for by a running task, and only another module names it: it is looked for once.
    while (await this.#findMissing(module, missing)) graph = build();
    return { root: nameRoots(roots), graph, module };
  }

  /** True where one of them was found that was not known before. */
  async #findMissing(module: TaskModule, families: Set<string>): Promise<boolean> {
    const { loader } = this.#project;
    const before = loader.classesOf(module);
    for (const family of families) await loader.findBehind(module, family);
    families.clear();
    return loader.classesOf(module) !== before;
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

  /** A run is about to be planned: a thread starts meanwhile. */
  warmUp(): void {
    this.#project.threadsAhead?.warm(1);
  }

  /** Of what a page shows as stale much is run next: the threads evaluate its module meanwhile. */
  prepare({ plan, graph, module }: PlannedGraph): void {
    const { threadsAhead, loader } = this.#project;
    if (threadsAhead === undefined) return;
    for (const { task, decision } of plan.tasks()) {
      const made = decision.state === "stale" ? graph.get(task.id)?.task : undefined;
      if (made !== undefined && needsThread(made)) {
        threadsAhead.prepare(() => loader.fileOf(module));
        return;
      }
    }
  }

  /** Runs what is stale of a task and all that it requires. Failures of tasks are in the report. */
  async run(reference: TaskReference, options: RunOptions = {}): Promise<RunReport> {
    return this.runPlanned(await this.plan(reference, options), options);
  }

  /** Runs a plan that was made by `plan`. */
  async runPlanned(planned: PlannedGraph, options: RunOptions = {}): Promise<RunReport> {
    const { root, store, threads } = this.#project;
    const limits = this.#admit(planned, options);
    const tasks = this.#loadedTasks(planned, options);
    const surroundings = { root, store, threads, resourceShare: planned.resourceShare };
    return leadRun(tasks, tasks, surroundings, { ...options, ...limits });
  }

  /**
   * Gives a plan that was made by `plan` away to be run: to a thread that leads the run by its
   * `data`, and asks `run` here for what needs the code of its tasks.
   */
  async sendRun(
    planned: PlannedGraph,
    options: RunOptions = {},
  ): Promise<{ readonly data: RunData; readonly run: SentRun }> {
    const { root, loader } = this.#project;
    const limits = this.#admit(planned, options);
    const { workerMemoryMb } = readConfiguration(root);
    const { keepGoing } = options;
    const run = new SentRun(this.#loadedTasks(planned, options));
    const data = await run.describe({
      sources: collectSources(loader.sourceNameOf(planned.module)),
      options: { ...limits, ...(keepGoing === undefined ? {} : { keepGoing }) },
      ...(workerMemoryMb === undefined ? {} : { workerMemoryMb }),
    });
    return { data, run };
  }

  /** Refuses a plan that could not come to its end; otherwise says how much of it may run at once. */
  #admit({ plan }: PlannedGraph, options: PlanOptions): Pick<LeadOptions, "workers" | "resources"> {
    assertExternalsThere(plan);
    const configuration = readConfiguration(this.#project.root);
    const workers = countWorkers(options, configuration);
    const resources = { ...configuration.resources, ...options.resources };
    assertResources(observationsOf(plan), resources);
    return { workers, resources };
  }

  #loadedTasks(planned: PlannedGraph, options: RunOptions): LoadedTasks {
    return new LoadedTasks(planned, {
      project: this.#project,
      observing: this.#sources(options),
      findDynamic: (task) => this.#findDynamic(task, planned.module),
    });
  }

  #sources({ force = false }: Pick<RunOptions, "force">) {
    const { store, fileName } = this.#project;
    const read = (id: string) => store.read(id);
    return { store, read, coverage: this.#coverage, force, fileName };
  }

  #loadModule(...families: readonly string[]): Promise<TaskModule> {
    return this.#modules.ask(families.join(), () => {
      const declarations = families.map((family) => this.#declarationOf(family));
      return this.#project.loader.load(sliceTasks(declarations, this.#code));
    });
  }

  #declarationOf(family: string): Declaration {
    const declaration = this.#code.find(family);
    if (declaration !== undefined && standsForTask(declaration, this.#code)) return declaration;
    throw unknownTask(family, listTaskClasses(this.#code), declaration);
  }

  /** What a task asked for, as long as nothing says that it would ask for something else. */
  #findDynamic(
    task: Task,
    module: TaskModule,
    record = this.#project.store.read(task.id),
    onMissing?: (family: string) => void,
  ): Task[] {
    if (record === undefined) return [];
    const code = this.#coverage.cover(task.family);
    const classes = this.#project.loader.classesOf(module);
    return findDynamic(task, classes, code, this.#versions(record), onMissing);
  }

  /** An undone edit is found among the earlier ones, which are read only where the last one does not fit. */
  *#versions(record: TaskRecord): Generator<TaskRecord> {
    yield record;
    if (record.outputs.length > 0) yield* this.#project.store.versions(record.id);
  }
}

interface SharedPlan {
  readonly wanted: Wanted;
  readonly planned: Promise<PlannedGraph>;
}

function* observationsOf(plan: Plan): Generator<Observation> {
  for (const { task } of plan.tasks()) yield task;
}

function nameRoots(roots: readonly Task[]): string {
  const [first, ...others] = roots;
  if (first === undefined) return "";
  return others.length === 0 ? first.id : `${first.family} ×${roots.length}`;
}

/** Reads each record once: building a graph and observing it ask for the same ones. */
function readOnce(store: CheckpointStore): (id: string) => TaskRecord | undefined {
  const known = new Map<string, TaskRecord | undefined>();
  return (id) => {
    if (!known.has(id)) known.set(id, store.read(id));
    return known.get(id);
  };
}
