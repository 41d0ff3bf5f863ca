import { batchingOf } from "../core/batch.ts";
import type { CheckpointStore } from "../core/checkpoint-store.ts";
import { CauceError } from "../core/errors.ts";
import { significantParameters, visibleParameters } from "../core/parameters.ts";
import type { TaskRecord } from "../core/record.ts";
import { scheduleOf } from "../core/schedule-of.ts";
import { isFileTarget } from "../core/target.ts";
import { classOf, type Task } from "../core/task.ts";
import type { Observation, ObservedOutput } from "../plan/observation.ts";
import { parameterChanges, watchedFilePrefix } from "../plan/staleness.ts";
import type { Graph, GraphNode } from "./build-graph.ts";
import { hashTarget, StampBatch } from "./hash-outputs.ts";
import { ObservedTask } from "./observed-task.ts";
import { recordedParameters } from "./recorded-parameters.ts";
import type { TaskCoverage } from "./task-coverage.ts";
import { isWatching, watchTask } from "./watch-task.ts";

/** What observing needs to ask of others. */
export interface ObserveSources {
  readonly store: CheckpointStore;
  readonly coverage: Pick<TaskCoverage, "cover" | "texts">;
  /** A task's record, as the graph was built with it. */
  read(id: string): TaskRecord | undefined;
  readonly force: boolean;
  /** The notebook or the module of the tasks, where it is known. */
  readonly fileName?: string | undefined;
}

/** A snapshot of the record serves so many tasks; others get their turn in between. */
const lookedAtOnce = 2_000;
const mostPredecessors = 100;

/** Looks at everything that the decisions about a graph rest on. The only step of planning that touches the disk. */
export async function observe(graph: Graph, sources: ObserveSources): Promise<ObservedTask[]> {
  const stamps = new StampBatch();
  const predecessors = new Predecessors(graph, sources.store);
  const observations: ObservedTask[] = [];
  const watching: ObservedTask[] = [];
  const nodes = [...graph.values()];
  for (let at = 0; at < nodes.length; at += lookedAtOnce) {
    const pending: Promise<void>[] = [];
    sources.store.view(() => {
      for (const node of nodes.slice(at, at + lookedAtOnce)) {
        const outputs = observeOutputs(node, sources.store, stamps, pending);
        const { task } = node;
        const observation = observeTask(node, outputs, sources, predecessors);
        observations.push(observation);
        if (!isWatching(task)) continue;
        watching.push(observation);
        pending.push(addWatched(observation, task, sources, stamps));
      }
    });
    await Promise.all(pending);
  }
  await stamps.save(sources.store);
  assertNoneWatchesOutputs(watching, observations);
  return observations;
}

/** Hashes that take their time come later, with what is `pending`. */
function observeOutputs(
  { targets }: GraphNode,
  store: CheckpointStore,
  stamps: StampBatch,
  pending: Promise<void>[],
): ObservedOutput[] {
  return targets.map(({ name, target }) => {
    const path = isFileTarget(target) ? target.path : undefined;
    const found = hashTarget(target, store, stamps);
    const isKnown = found === undefined || typeof found === "string";
    const hash = isKnown ? found : undefined;
    const output = path === undefined ? { name, hash } : { name, path, hash };
    if (!isKnown) pending.push(putLater(output, found));
    return output;
  });
}

async function putLater(
  output: { hash: string | undefined },
  found: Promise<string | undefined>,
): Promise<void> {
  output.hash = await found;
}

function observeTask(
  node: GraphNode,
  outputs: readonly ObservedOutput[],
  sources: ObserveSources,
  predecessors: Predecessors,
): ObservedTask {
  const { task } = node;
  const { kind, parameters, staleness } = classOf(task);
  const { store, coverage } = sources;
  if (staleness === "exists" && node.targets.length === 0) throw nothingToExist(task);
  const record = sources.read(task.id);
  const params = valuesOf(task);
  const recorded = recordedParameters(parameters, significantParameters(parameters, params));
  const found = {
    id: task.id,
    family: task.family,
    file: sources.fileName,
    kind,
    params: recorded,
    visibleParams: visibleParameters(parameters, params),
    requirements: node.requirements,
    places: kind === "task" ? node.places : undefined,
    code: kind === "external" ? {} : coverage.cover(task.family),
    staleness,
    schedule: scheduleOf(task),
    batching: batchingOf(task),
    outputs,
    record,
    predecessor:
      record === undefined && kind !== "external" ? predecessors.find(task, recorded) : undefined,
    forced: sources.force && kind !== "external",
  };
  return new ObservedTask(found, store, coverage.texts);
}

/** Adds what a task watches to the code of its class. */
async function addWatched(
  observation: ObservedTask,
  task: Task,
  { store, coverage }: ObserveSources,
  stamps: StampBatch,
): Promise<void> {
  const { items, texts } = await watchTask(task, store, stamps);
  coverage.texts.add(texts);
  observation.code = { ...observation.code, ...items };
}

/** Nothing would order the two: the reader could come first. */
function assertNoneWatchesOutputs(
  watching: readonly Observation[],
  observations: readonly Observation[],
): void {
  if (watching.length === 0) return;
  const writers = new Map(
    observations
      .filter(({ kind }) => kind === "task")
      .flatMap(({ id, outputs }) => outputs.map(({ path }) => [path, id] as const)),
  );
  for (const { id, code } of watching)
    for (const key of Object.keys(code)) {
      const file = key.startsWith(watchedFilePrefix) ? code[key]?.place : undefined;
      const writer = file === undefined ? undefined : writers.get(file);
      if (file !== undefined && writer !== undefined) throw watchesOutput(id, file, writer);
    }
}

function watchesOutput(id: string, file: string, writer: string): CauceError {
  return new CauceError(
    "watched-file-written",
    `\`${id}\` watches \`${file}\`, which \`${writer}\` writes. ${
      id === writer
        ? "Take it out of `watch()`: what becomes of an output is seen anyway."
        : `Require \`${writer}\`, and read the file through \`this.input()\`.`
    }`,
  );
}

function nothingToExist(task: Task): CauceError {
  return new CauceError(
    "bad-staleness",
    `\`${task.family}.staleness\` is "exists", but \`${task.id}\` has no output that could be there. Give it an \`output()\`, or take \`staleness\` out.`,
  );
}

/** A task's parameters by name, as its class parsed them. */
export function valuesOf(task: Task): Record<string, unknown> {
  const values = task as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(classOf(task).parameters).map((name) => [name, values[name]]),
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
