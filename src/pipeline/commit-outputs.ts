import type { CheckpointStore, WrittenFile } from "../core/checkpoint-store.ts";
import type { TaskFailure } from "../core/event.ts";
import { resolveFromRoot } from "../core/project-root.ts";
import type { DynamicRequirement, OutputRecord, TaskRecord } from "../core/record.ts";
import { contentOf, fingerprint } from "../plan/fingerprint.ts";
import type { Observation } from "../plan/observation.ts";
import type { HashedContent } from "./hash-file.ts";
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
  /** False for a task whose class says nothing of what it does. */
  readonly hasWork: boolean;
  /** The hashes of those outputs that are no files, by their names. */
  hashOthers(): Promise<ReadonlyMap<string, string | undefined>>;
}

/** After a `run()` came to its end: its outputs count only when all are there, and only once they are recorded. */
export async function commitOutputs(
  task: Observation,
  attempt: EndedAttempt,
  store: CheckpointStore,
): Promise<Committed> {
  const { requirements, dynamic, durationMs, before } = attempt;
  const after = stampOutputs(task);
  const outputs: OutputRecord[] = [];
  const files: WrittenFile[] = [];
  const unwritten: string[] = [];
  const others = task.outputs.some(({ path }) => path === undefined)
    ? await attempt.hashOthers()
    : undefined;
  for (const { name, path } of task.outputs) {
    const stamp = path === undefined ? undefined : after.get(path);
    if (path !== undefined && stamp !== undefined && before.get(path)?.moment === stamp.moment) {
      unwritten.push(path);
      continue;
    }
    const content = await contentFrom(path, stamp?.sizeBytes, others?.get(name));
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
  if (unwritten.length > 0) return { ok: false, failure: notWritten(task, unwritten, attempt) };
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

/** Of a file, or of what is none and was hashed where its code is. */
async function contentFrom(
  path: string | undefined,
  sizeBytes: number | undefined,
  hash: string | undefined,
): Promise<HashedContent | undefined> {
  if (path !== undefined) return readWritten(path, sizeBytes);
  return hash === undefined ? undefined : { hash };
}

function notWritten(
  { id }: Observation,
  unwritten: readonly string[],
  { before, hasWork }: EndedAttempt,
): TaskFailure {
  const files = unwritten
    .map((path) => `\`${path}\`${before.has(path) ? " (the file there is older)" : ""}`)
    .join(", ");
  const what = hasWork
    ? `ended without writing ${files}. Write each target that \`output()\` names, with \`await\` before it, or take it out of \`output()\`.`
    : `has no \`run()\`, so nothing wrote ${files}. Give it one, or extend \`ExternalTask\` for files that come from elsewhere.`;
  return {
    name: "CauceError",
    code: "output-not-written",
    message: `\`${id}\` ${what}`,
  };
}
