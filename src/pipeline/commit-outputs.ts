import type { CheckpointStore, WrittenFile } from "../core/checkpoint-store.ts";
import type { TaskFailure } from "../core/event.ts";
import { resolveFromRoot } from "../core/project-root.ts";
import type { DynamicRequirement, OutputRecord, TaskRecord } from "../core/record.ts";
import { isFileTarget } from "../core/target.ts";
import { hasWork, type Task } from "../core/task.ts";
import { contentOf, fingerprint } from "../plan/fingerprint.ts";
import type { Observation } from "../plan/observation.ts";
import type { GraphNode } from "./build-graph.ts";
import { readWritten } from "./hash-outputs.ts";
import { type OutputStamps, stampOutputs } from "./stamp-outputs.ts";

export type Committed =
  | { readonly ok: true; readonly content: string; readonly outputs: readonly string[] }
  | { readonly ok: false; readonly failure: TaskFailure };

/** What an attempt that came to its end leaves to be recorded. */
export interface EndedAttempt {
  /** The content of each required task, by its id. */
  readonly requirements: Readonly<Record<string, string>>;
  readonly dynamic: readonly DynamicRequirement[];
  readonly durationMs: number;
  /** Of the outputs that were there when it began: one that is still as it was is from an earlier run. */
  readonly before: OutputStamps;
}

/** After a `run()` came to its end: its outputs count only when all are there, and only once they are recorded. */
export async function commitOutputs(
  task: Observation,
  node: GraphNode,
  { requirements, dynamic, durationMs, before }: EndedAttempt,
  store: CheckpointStore,
): Promise<Committed> {
  const after = stampOutputs(node);
  const outputs: OutputRecord[] = [];
  const files: WrittenFile[] = [];
  const unwritten: string[] = [];
  for (const { name, target } of node.targets) {
    const path = isFileTarget(target) ? target.path : undefined;
    const stamp = path === undefined ? undefined : after.get(path);
    if (path !== undefined && stamp !== undefined && before.get(path)?.moment === stamp.moment) {
      unwritten.push(path);
      continue;
    }
    const content = await readWritten(target, stamp?.sizeBytes);
    if (content === undefined) unwritten.push(path ?? name);
    else {
      const sizeBytes = content.bytes?.length ?? stamp?.sizeBytes;
      outputs.push({
        name,
        ...(path === undefined ? {} : { path }),
        ...(sizeBytes === undefined ? {} : { sizeBytes }),
        hash: content.hash,
      });
      if (path !== undefined) files.push({ ...content, file: resolveFromRoot(path) });
    }
  }
  if (unwritten.length > 0) return { ok: false, failure: notWritten(node.task, unwritten, before) };
  const record: TaskRecord = {
    id: task.id,
    family: task.family,
    ...(task.file === undefined ? {} : { file: task.file }),
    params: task.params,
    code: task.code,
    requirements,
    ...(task.places === undefined ? {} : { places: task.places }),
    dynamic,
    outputs,
    fingerprint: fingerprint({
      code: task.code,
      params: task.params,
      requirements,
      ...(task.places === undefined ? {} : { places: task.places }),
      outputs: task.outputs,
    }),
    finishedAtMs: Date.now(),
    durationMs,
  };
  // What requires this task goes on at once: it is recorded after this one, or together with it.
  await store.recordEnd(record, files);
  return {
    ok: true,
    content: contentOf(outputs, requirements),
    outputs: outputs.map(({ name, path }) => path ?? name),
  };
}

function notWritten(task: Task, unwritten: readonly string[], before: OutputStamps): TaskFailure {
  const files = unwritten
    .map((path) => `\`${path}\`${before.has(path) ? " (the file there is older)" : ""}`)
    .join(", ");
  const what = hasWork(task)
    ? `ended without writing ${files}. Write each target that \`output()\` names, with \`await\` before it, or take it out of \`output()\`.`
    : `has no \`run()\`, so nothing wrote ${files}. Give it one, or extend \`ExternalTask\` for files that come from elsewhere.`;
  return {
    name: "CauceError",
    code: "output-not-written",
    message: `\`${task.id}\` ${what}`,
  };
}
