import type { CheckpointStore } from "../core/checkpoint-store.ts";
import { significantParameters, visibleParameters } from "../core/parameters.ts";
import type { CoveredItem, TaskRecord } from "../core/record.ts";
import { isFileTarget } from "../core/target.ts";
import { classOf, type Task } from "../core/task.ts";
import type { Observation } from "../plan/observation.ts";
import { parameterChanges } from "../plan/staleness.ts";
import type { Graph, GraphNode } from "./build-graph.ts";
import { hashTarget, StampBatch } from "./hash-outputs.ts";
import { recordedParameters } from "./recorded-parameters.ts";

/** What observing needs to ask of others. */
export interface ObserveSources {
  readonly store: CheckpointStore;
  /** What a fingerprint covers of a family's code. */
  cover(family: string): Readonly<Record<string, CoveredItem>>;
  readonly force: boolean;
}

const statsAtOnce = 64;
const mostPredecessors = 100;

/** Looks at everything that the decisions about a graph rest on. The only step of planning that touches the disk. */
export async function observe(graph: Graph, sources: ObserveSources): Promise<Observation[]> {
  const stamps = new StampBatch();
  const predecessors = new Predecessors(graph, sources.store);
  const observations: Observation[] = [];
  const nodes = [...graph.values()];
  for (let at = 0; at < nodes.length; at += statsAtOnce) {
    const some = nodes.slice(at, at + statsAtOnce);
    observations.push(
      ...(await Promise.all(some.map((node) => observeTask(node, sources, stamps, predecessors)))),
    );
  }
  await stamps.save(sources.store);
  return observations;
}

async function observeTask(
  node: GraphNode,
  sources: ObserveSources,
  stamps: StampBatch,
  predecessors: Predecessors,
): Promise<Observation> {
  const { task } = node;
  const { kind, parameters } = classOf(task);
  const { store } = sources;
  const record = store.read(task.id);
  const params = valuesOf(task);
  const outputs = await Promise.all(
    node.targets.map(async ({ name, target }) => ({
      name,
      ...(isFileTarget(target) ? { path: target.path } : {}),
      hash: await hashTarget(target, store, stamps),
    })),
  );
  let versions: readonly TaskRecord[] | undefined;
  const recorded = recordedParameters(parameters, significantParameters(parameters, params));
  return {
    id: task.id,
    family: task.family,
    kind,
    params: recorded,
    visibleParams: visibleParameters(parameters, params),
    requirements: node.requirements,
    ...(kind === "task" ? { places: node.places } : {}),
    code: kind === "external" ? {} : sources.cover(task.family),
    outputs,
    record,
    // Only asked for where the task is stale, so not read before.
    get versions() {
      versions ??=
        kind === "external" || record === undefined ? [] : completeVersions(task.id, store);
      return versions;
    },
    predecessor:
      record === undefined && kind !== "external" ? predecessors.find(task, recorded) : undefined,
    forced: sources.force && kind !== "external",
  };
}

/** A task's parameters by name, as its class parsed them. */
export function valuesOf(task: Task): Record<string, unknown> {
  const values = task as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(classOf(task).parameters).map((name) => [name, values[name]]),
  );
}

function completeVersions(id: string, store: CheckpointStore): readonly TaskRecord[] {
  return store.versions(id).filter((version) => isComplete(version, store));
}

function isComplete(version: TaskRecord, store: CheckpointStore): boolean {
  return version.outputs.every(
    (output) => output.path !== undefined && store.hasContent(output.hash),
  );
}

/** Tasks that were made before and that a graph does not want: what an edited parameter left behind. */
class Predecessors {
  readonly #graph: Graph;
  readonly #store: CheckpointStore;
  readonly #families = new Map<string, readonly TaskRecord[]>();

  constructor(graph: Graph, store: CheckpointStore) {
    this.#graph = graph;
    this.#store = store;
  }

  /** The last task of the family that differs in one parameter alone. */
  find(task: Task, params: Readonly<Record<string, unknown>>): TaskRecord | undefined {
    return this.#unwanted(task.family).find(
      (record) => parameterChanges(params, record.params).length === 1,
    );
  }

  #unwanted(family: string): readonly TaskRecord[] {
    const known = this.#families.get(family);
    if (known !== undefined) return known;
    const found = this.#store
      .readFamily(family)
      .filter((record) => !this.#graph.has(record.id))
      .sort((a, b) => b.finishedAtMs - a.finishedAtMs)
      .slice(0, mostPredecessors);
    this.#families.set(family, found);
    return found;
  }
}
