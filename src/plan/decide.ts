import { canonicalJson } from "../core/canonical.ts";
import type { Reason } from "../core/reason.ts";
import type { TaskRecord } from "../core/record.ts";
import { contentOf, fingerprint } from "./fingerprint.ts";
import type { Observation, ObservedOutput } from "./observation.ts";
import { codeChanges, parameterChanges, requirementChanges } from "./staleness.ts";

/** Shared: of a large graph that was never run, every task has them. */
const neverRun: readonly Reason[] = [{ kind: "never-run" }];

/** What is to be done about a task, and why. */
export type Decision =
  | { readonly state: "fresh"; readonly content: string }
  /** A kept version fits: its outputs come back without running. */
  | { readonly state: "restorable"; readonly content: string; readonly version: TaskRecord }
  | { readonly state: "stale"; readonly reasons: readonly Reason[] };

/**
 * Decides about one task. `contents` holds what each requirement holds now; one that is missing
 * has to run first, so the task counts as stale until that is known.
 */
export function decide(task: Observation, contents: ReadonlyMap<string, string>): Decision {
  if (task.kind === "external") return decideExternal(task);
  if (task.forced) return { state: "stale", reasons: [{ kind: "forced" }] };
  if (task.staleness === "always")
    return { state: "stale", reasons: [{ kind: "forced", by: "staleness" }] };
  if (task.staleness === "exists") return decideByExistence(task, contents);
  const reasons = findReasons(task, contents);
  // That of a wrapper alone follows from what it gathers.
  if (reasons.length === 0 && task.outputs.length > 0)
    return { state: "fresh", content: contentOf(hashedOutputs(task), {}) };
  const requirements = knownRequirements(task, contents);
  if (reasons.length === 0) return { state: "fresh", content: contentOf([], requirements) };
  const known = Object.keys(requirements).length === new Set(task.requirements).size;
  if (!known || reasons.every(isAboutOutputs)) return { state: "stale", reasons };
  const version = findVersion(task, requirements);
  if (version === undefined) return { state: "stale", reasons };
  return { state: "restorable", content: contentOf(version.outputs, requirements), version };
}

/** As Luigi does: what is there is done. */
function decideByExistence(task: Observation, contents: ReadonlyMap<string, string>): Decision {
  const missing = task.outputs.filter(({ hash }) => hash === undefined);
  if (missing.length === 0)
    return {
      state: "fresh",
      content: contentOf(hashedOutputs(task), knownRequirements(task, contents)),
    };
  const isNew = task.record === undefined && missing.length === task.outputs.length;
  return { state: "stale", reasons: isNew ? neverRun : missing.map(missingOutput) };
}

function missingOutput({ name, path }: ObservedOutput): Reason {
  return { kind: "output-missing", path: path ?? name };
}

function knownRequirements(
  task: Observation,
  contents: ReadonlyMap<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    task.requirements.flatMap((id) => (contents.has(id) ? [[id, contents.get(id) as string]] : [])),
  );
}

/** Who deletes or edits an output wants it made again; only an edit of the code can be undone. */
function isAboutOutputs({ kind }: Reason): boolean {
  return kind === "output-missing" || kind === "output-changed";
}

/** Nothing can run it: its files are there, or what needs it cannot run. */
function decideExternal(task: Observation): Decision {
  const missing = task.outputs.filter(({ hash }) => hash === undefined);
  if (missing.length === 0) return { state: "fresh", content: contentOf(hashedOutputs(task), {}) };
  return {
    state: "stale",
    reasons: missing.map(missingOutput),
  };
}

function findReasons(task: Observation, contents: ReadonlyMap<string, string>): readonly Reason[] {
  const { record } = task;
  if (record === undefined) return firstRunReasons(task);
  const edits = [...codeChanges(task, record), ...parameterChanges(task.params, record.params)];
  const requirements = requirementChanges(task, record, contents).filter(
    (reason) => edits.length === 0 || !isConsequence(reason),
  );
  const reasons = [...outputReasons(task, record), ...edits, ...requirements];
  return reasons.length > 0 ? reasons : movedOutputs(task, record);
}

/**
 * A task of this identity was never run; where an edited parameter made it, that parameter says
 * more, and so does the code that was edited with it.
 */
function firstRunReasons(task: Observation): readonly Reason[] {
  const { predecessor } = task;
  const changes =
    predecessor === undefined ? [] : parameterChanges(task.params, predecessor.params);
  if (predecessor === undefined || changes.length === 0) return neverRunReasons(task);
  return [...codeChanges(task, predecessor), ...changes];
}

function neverRunReasons({ outputs }: Observation): readonly Reason[] {
  const found = outputs.find(({ hash }) => hash !== undefined);
  return found === undefined ? neverRun : [{ kind: "never-run", found: found.path ?? found.name }];
}

/** Which tasks it requires follows from its code and its parameters: their change says it already. */
function isConsequence(reason: Reason): boolean {
  return (
    reason.kind === "requirement-changed" &&
    (reason.change === "added" || reason.change === "removed")
  );
}

function outputReasons(task: Observation, record: TaskRecord): Reason[] {
  const reasons: Reason[] = [];
  for (const output of task.outputs) {
    const path = output.path ?? output.name;
    const recorded = findRecorded(output, record);
    if (recorded === undefined) continue;
    if (output.hash === undefined) reasons.push({ kind: "output-missing", path });
    else if (recorded.hash !== output.hash) reasons.push({ kind: "output-changed", path });
  }
  return reasons;
}

/** Outputs that the record knows nothing of: an edit has moved them, and says more than they do. */
function movedOutputs(task: Observation, record: TaskRecord): Reason[] {
  const moved = task.outputs.filter((output) => findRecorded(output, record) === undefined);
  return moved.map(missingOutput);
}

function findRecorded(output: ObservedOutput, record: TaskRecord) {
  return record.outputs.find((other) => other.name === output.name && other.path === output.path);
}

function findVersion(
  task: Observation,
  requirements: Readonly<Record<string, string>>,
): TaskRecord | undefined {
  if (task.versions.length === 0) return undefined;
  const { code, params, places, outputs } = task;
  const wanted = fingerprint({ code, params, requirements, ...(places && { places }), outputs });
  return task.versions.find(
    (version) =>
      version.fingerprint === wanted &&
      canonicalJson(version.params) === canonicalJson(task.params),
  );
}

function hashedOutputs(task: Observation): { name: string; hash: string }[] {
  return task.outputs.map(({ name, hash }) => ({ name, hash: hash ?? "" }));
}
