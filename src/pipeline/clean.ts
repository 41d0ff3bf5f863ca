import type { CheckpointStore } from "../core/checkpoint-store.ts";
import type { TaskRecord } from "../core/record.ts";
import { isFileTarget } from "../core/target.ts";
import { classOf } from "../core/task.ts";
import type { Graph } from "./build-graph.ts";
import { findDownstream } from "./find-downstream.ts";
import { holdLocks } from "./hold-locks.ts";
import { judgeOutput, type KeptReason } from "./judge-output.ts";
import { removeOutput } from "./remove-output.ts";

export interface CleanOptions {
  /** Every recorded task too that stands on the task, by what the record says of requirements. */
  readonly downstream: boolean;
  /** Every task too that the task requires. */
  readonly upstream: boolean;
  readonly isDryRun: boolean;
  /** Removes also outputs that were edited since their task wrote them. */
  readonly force: boolean;
}

interface CleanedTask {
  readonly id: string;
  readonly files: readonly { readonly path: string; readonly sizeBytes: number }[];
  /** Of the kept versions of its outputs that no other task names. */
  readonly versionsBytes: number;
}

interface KeptFile {
  readonly id: string;
  readonly path: string;
  readonly why: KeptReason;
}

/** What went, or would go, and which files of these tasks stay. */
export interface CleanReport {
  readonly dryRun: boolean;
  readonly tasks: readonly CleanedTask[];
  readonly kept: readonly KeptFile[];
  /** Files and versions together. */
  readonly sizeBytes: number;
}

/** Which tasks are cleaned, and the tasks of the code that stand around them. */
export interface CleanedGraph {
  /** The ids of the tasks that were named. */
  readonly roots: readonly string[];
  /** With all that they require; external files in it stay. */
  readonly graph: Graph;
}

/**
 * Removes the outputs and the records of tasks. External files, files outside the project and
 * files that the task did not write stay. A task with an edited output stays in the record, so
 * that it can be cleaned later.
 */
export async function clean(
  project: { readonly root: string; readonly store: CheckpointStore },
  { roots, graph }: CleanedGraph,
  options: CleanOptions,
): Promise<CleanReport> {
  const { store } = project;
  const chosen = chooseTasks(store, roots, graph, options);
  const external = externalFiles(graph);
  const cleanAll = async () => {
    const tasks: CleanedTask[] = [];
    const kept: KeptFile[] = [];
    const sizes = new VersionSizes(store, new Set(chosen));
    for (const record of chosen.flatMap((id) => store.read(id) ?? [])) {
      const { files, staying } = await judgeOutputs(project, record, external, options.force);
      kept.push(...staying);
      const isForgotten = staying.every(({ why }) => why !== "edited");
      const versionsBytes = isForgotten ? sizes.take(record.id) : 0;
      if (isForgotten || files.length > 0) tasks.push({ id: record.id, files, versionsBytes });
      if (options.isDryRun) continue;
      for (const { path } of files) await removeOutput(project.root, path);
      if (isForgotten) await store.remove(record.id);
    }
    return { dryRun: options.isDryRun, tasks, kept, sizeBytes: sumOf(tasks) };
  };
  return options.isDryRun ? cleanAll() : holdLocks(store, chosen, cleanAll);
}

/** Which files of a task would go, and which stay. */
async function judgeOutputs(
  { root, store }: { readonly root: string; readonly store: CheckpointStore },
  { id, outputs }: TaskRecord,
  external: ReadonlySet<string>,
  force: boolean,
): Promise<{ files: { path: string; sizeBytes: number }[]; staying: KeptFile[] }> {
  const files: { path: string; sizeBytes: number }[] = [];
  const staying: KeptFile[] = [];
  for (const { path, hash } of outputs) {
    const found = path === undefined ? undefined : await judgeOutput(root, path, hash, force);
    if (path === undefined || found === undefined) continue;
    const isOthers = (store.ownerOf(path) ?? id) !== id;
    const why = external.has(path) ? "external" : isOthers ? "of-another-task" : found.why;
    if (why === undefined) files.push({ path, sizeBytes: found.sizeBytes });
    else staying.push({ id, path, why });
  }
  return { files, staying };
}

/** The tasks first, then what stands on them, then what they require. */
function chooseTasks(
  store: CheckpointStore,
  roots: readonly string[],
  graph: Graph,
  { downstream, upstream }: CleanOptions,
): string[] {
  const ids = new Set(roots);
  const records = downstream ? findDownstream(store.records(), roots) : [];
  for (const [id] of records) ids.add(id);
  if (upstream) for (const id of [...graph.keys()].reverse()) ids.add(id);
  return [...ids].filter((id) => store.read(id) !== undefined);
}

function externalFiles(graph: Graph): ReadonlySet<string> {
  const files = new Set<string>();
  for (const { task, targets } of graph.values()) {
    if (classOf(task).kind !== "external") continue;
    for (const { target } of targets) if (isFileTarget(target)) files.add(target.path);
  }
  return files;
}

/** How much room the kept versions of tasks take that no task beside them names. */
class VersionSizes {
  readonly #store: CheckpointStore;
  readonly #counted = new Set<string>();

  constructor(store: CheckpointStore, going: ReadonlySet<string>) {
    this.#store = store;
    for (const { id } of store.records())
      if (!going.has(id)) for (const hash of this.#contentsOf(id)) this.#counted.add(hash);
  }

  take(id: string): number {
    const fresh = this.#contentsOf(id).filter((hash) => !this.#counted.has(hash));
    for (const hash of fresh) this.#counted.add(hash);
    return fresh.reduce((sum, hash) => sum + (this.#store.sizeOfContent(hash) ?? 0), 0);
  }

  #contentsOf(id: string): string[] {
    const outputs = this.#store.versions(id).flatMap((version) => version.outputs);
    return [...new Set(outputs.map(({ hash }) => hash))];
  }
}

function sumOf(tasks: readonly CleanedTask[]): number {
  return tasks.reduce(
    (sum, { files, versionsBytes }) =>
      files.reduce((inner, { sizeBytes }) => inner + sizeBytes, sum + versionsBytes),
    0,
  );
}
