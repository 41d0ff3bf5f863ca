import type { Attempt, AttemptContext, BatchContext } from "../core/executor.ts";
import { listRequirements } from "../core/list-requirements.ts";
import { isFileTarget } from "../core/target.ts";
import { hasWork, type Task } from "../core/task.ts";
import { InProcessExecutor } from "../executor/in-process-executor.ts";
import type { AskedTask, TaskOrder } from "../executor/thread-messages.ts";
import type { Plan } from "../plan/plan.ts";
import { buildGraph, type Graph, type GraphNode } from "./build-graph.ts";
import type { CodeTexts } from "./code-texts.ts";
import { recordDynamic } from "./dynamic-requirements.ts";
import { fingerprintOf } from "./hash-outputs.ts";
import { type ObserveSources, observe } from "./observe.ts";
import { ObservedTask } from "./observed-task.ts";
import type { PlannedGraph } from "./planned-graph.ts";
import type { Project } from "./project.ts";
import type { RunTasks } from "./run-tasks.ts";
import type { FoundTasks, TaskCode } from "./task-code.ts";
import { ThreadOrders } from "./thread-orders.ts";

/** What a run needs of the engine that planned it. */
export interface RunSources {
  readonly project: Pick<Project, "loader" | "store">;
  readonly observing: ObserveSources;
  /** What a task asked for when it last ran, as far as it still holds. */
  findDynamic(task: Task): Task[];
}

/** Who has the tasks at hand asks them itself. */
const untold = { tasks: new Map(), texts: new Map() } as const;

/** The tasks of a run where their code is: in the thread that planned it. */
export class LoadedTasks implements RunTasks, TaskCode {
  readonly root: string;
  readonly plan: Plan;
  readonly texts: CodeTexts;
  readonly #graph: Map<string, GraphNode>;
  readonly #orders: ThreadOrders;
  readonly #sources: RunSources;
  readonly #here = new InProcessExecutor((id) => this.#graph.get(id)?.task);

  constructor({ root, graph, plan, module }: PlannedGraph, sources: RunSources) {
    this.root = root;
    this.plan = plan;
    this.texts = sources.observing.coverage.texts;
    this.#graph = new Map(graph);
    this.#orders = new ThreadOrders(module, sources.project.loader);
    this.#sources = sources;
  }

  ownRequirementsOf(id: string): readonly string[] {
    return this.#nodeOf(id).ownRequirements;
  }

  hasWork(id: string): boolean {
    return hasWork(this.#nodeOf(id).task);
  }

  orderOf(id: string): Promise<TaskOrder | undefined> | TaskOrder | undefined {
    return this.#orders.orderOf(this.#nodeOf(id).task);
  }

  add({ observed }: FoundTasks): readonly ObservedTask[] {
    return observed.map((facts) =>
      ObservedTask.from(facts, this.#sources.project.store, this.texts),
    );
  }

  execute(id: string, context: AttemptContext<FoundTasks>): Promise<Attempt> {
    return this.#here.execute(id, {
      ...context,
      demand: async (required) => {
        const named = listRequirements(required, `\`${id}.run()\` yielded`);
        const asked = named.map(({ task }) => task);
        await context.demand(await this.#find(asked, id));
      },
    });
  }

  executeBatch(ids: readonly string[], context: BatchContext): Promise<Attempt> {
    return this.#here.executeBatch(ids, context);
  }

  async findAsked(asked: readonly AskedTask[], by: string): Promise<FoundTasks> {
    const tasks = await Promise.all(asked.map((one) => this.#orders.make(one)));
    return this.#find(tasks, by);
  }

  async findAnew(id: string): Promise<FoundTasks> {
    return this.#observe(this.#graphAnew(id));
  }

  async hashOutputs(id: string): Promise<ReadonlyMap<string, string | undefined>> {
    const hashes = new Map<string, string | undefined>();
    for (const { name, target } of this.#nodeOf(id).targets)
      if (!isFileTarget(target)) hashes.set(name, await fingerprintOf(target));
    return hashes;
  }

  async #find(tasks: readonly Task[], by: string): Promise<FoundTasks> {
    const { findDynamic } = this.#sources;
    const asked = tasks.map((task) => recordDynamic(task, this.#nodeOf(by).task));
    const graph = buildGraph(tasks, (task) => findDynamic(task));
    for (const [id, node] of graph) if (!this.#graph.has(id)) this.#graph.set(id, node);
    return { ...(await this.#observe(graph)), asked };
  }

  async #observe(graph: Graph): Promise<FoundTasks> {
    const observed = await observe(graph, this.#sources.observing);
    return { observed, asked: [], ...untold };
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
}
