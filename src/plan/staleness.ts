import { canonicalJson } from "../core/canonical.ts";
import type { CodeChange, Reason } from "../core/reason.ts";
import type { CoveredItem, TaskRecord } from "../core/record.ts";
import { diffCode } from "./diff-code.ts";
import type { Observation } from "./observation.ts";

const longestValue = 80;

/** Keys of what a fingerprint covers that is neither declared, nor a file, nor a package. */
export const nodeKey = "ground:node";
export const codeHashKey = "ground:code-hash";
export const importedNamesKey = "import:names";
export const watchedFilePrefix = "watch:";
export const watchedValuePrefix = "value:";

/** The declarations, files and packages that differ between now and then. */
export function codeChanges(
  task: Pick<Observation, "code" | "textOf" | "file">,
  record: TaskRecord,
): Reason[] {
  return hasSameCode(task.code, record.code) ? [] : compareCode(task, record);
}

/** Whether a record was made with the same code. */
export function hasSameCode(code: TaskRecord["code"], recorded: TaskRecord["code"]): boolean {
  if (knownAsEqual.get(code) === recorded) return true;
  const keys = Object.keys(code);
  const isSame =
    keys.length === Object.keys(recorded).length &&
    keys.every((key) => code[key]?.hash === recorded[key]?.hash);
  if (isSame) knownAsEqual.set(code, recorded);
  return isSame;
}

/** All tasks of a family have one code, and as a rule were recorded with one. */
const knownAsEqual = new WeakMap<TaskRecord["code"], TaskRecord["code"]>();

function compareCode(
  task: Pick<Observation, "code" | "textOf" | "file">,
  record: TaskRecord,
): Reason[] {
  if (task.code[codeHashKey]?.hash !== record.code[codeHashKey]?.hash)
    return [{ kind: "code-changed", changes: [{ name: "code-hash", change: "edited" }] }];
  const changes: CodeChange[] = [];
  for (const [key, item] of Object.entries(task.code)) {
    const before = record.code[key];
    if (before === undefined) changes.push(changeOf(key, item, "added"));
    else if (before.hash !== item.hash)
      changes.push({ ...changeOf(key, item, "edited"), ...evidence(key, before, item, task) });
  }
  for (const [key, item] of Object.entries(record.code)) {
    if (task.code[key] === undefined) changes.push(changeOf(key, item, "removed"));
  }
  if (changes.length === 0) return [];
  const isOther = record.file !== undefined && task.file !== undefined && record.file !== task.file;
  return [{ kind: "code-changed", changes, ...(isOther ? { lastRunBy: record.file } : {}) }];
}

function changeOf(key: string, item: CoveredItem, change: CodeChange["change"]): CodeChange {
  const watched = watchedBy(key);
  const name = nameOf(key);
  return {
    name,
    ...(item.place === undefined || change === "removed" ? {} : { place: item.place }),
    change,
    ...(watched === undefined ? {} : { watched }),
  };
}

/** `file:src/lib.ts#scale` is `scale`, and its place says where. */
function nameOf(key: string): string {
  if (key.endsWith(importedNamesKey)) return "import";
  const inFile = key.startsWith("file:") ? key.lastIndexOf("#") : -1;
  return inFile > 0 ? key.slice(inFile + 1) : key.replace(/^(ground|watch|value):/, "");
}

/** True for what `watch()` names, of what a record's code holds. */
export function isWatched(key: string): boolean {
  return watchedBy(key) !== undefined;
}

function watchedBy(key: string): CodeChange["watched"] {
  if (key.startsWith(watchedFilePrefix)) return "file";
  return key.startsWith(watchedValuePrefix) ? "value" : undefined;
}

/** Versions as they are; of code the lines. */
function evidence(
  key: string,
  before: CoveredItem,
  now: CoveredItem,
  { textOf }: Pick<Observation, "textOf">,
): Pick<CodeChange, "from" | "to" | "diff"> {
  if (key === nodeKey || key.startsWith("package:")) return { from: before.hash, to: now.hash };
  const [then, current] = [textOf?.(before.hash), textOf?.(now.hash)];
  if (then === undefined || current === undefined) return {};
  if (key.startsWith(watchedValuePrefix)) return { from: cut(then), to: cut(current) };
  const diff = knownDiff(before.hash, now.hash, () => diffCode(then, current));
  return diff.length === 0 ? {} : { diff };
}

const diffs = new Map<string, readonly string[]>();
const mostDiffs = 200;

/** Every task of a family is asked for the same one, with every look at it. */
function knownDiff(before: string, now: string, compare: () => readonly string[]) {
  const key = `${before} ${now}`;
  const known = diffs.get(key);
  if (known !== undefined) return known;
  const found = compare();
  if (diffs.size >= mostDiffs) diffs.clear();
  diffs.set(key, found);
  return found;
}

function cut(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}

/** The parameters that differ, down to the member: `model.k` 5 → 7. */
export function parameterChanges(now: unknown, before: unknown, path = ""): Reason[] {
  if (now === before || haveSameMembers(now, before)) return [];
  if (canonicalJson(now) === canonicalJson(before)) return [];
  if (isPrivate(now) || isPrivate(before))
    return [{ kind: "parameter-changed", parameter: path, from: "•••", to: "•••" }];
  if (!areComparable(now, before))
    return [{ kind: "parameter-changed", parameter: path, from: before, to: now }];
  const [then, current] = [Object.entries(before as object), Object.entries(now as object)];
  const names = new Set([...then, ...current].map(([name]) => name));
  const member = (entries: [string, unknown][], name: string) =>
    entries.find(([key]) => key === name)?.[1];
  return [...names].flatMap((name) =>
    parameterChanges(
      member(current, name),
      member(then, name),
      path === "" ? name : `${path}.${name}`,
    ),
  );
}

/** As a rule they do, and texts of both cost many times as much. */
function haveSameMembers(now: unknown, before: unknown): boolean {
  if (!isRecord(now) || !isRecord(before)) return false;
  const names = Object.keys(now);
  // A map and a set have no members of this kind, whatever they hold.
  if (names.length === 0 || names.length !== Object.keys(before).length) return false;
  return names.every((name) => Object.hasOwn(before, name) && now[name] === before[name]);
}

/** The member under which the record keeps the hash of a value that is shown nowhere. */
export const privateValue = "$private";

function isPrivate(value: unknown): boolean {
  return isRecord(value) && privateValue in value;
}

function areComparable(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length;
  return isRecord(a) && isRecord(b);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

/** The requirements that were added, removed, hold other content, or have yet to run. */
export function requirementChanges(
  task: Pick<Observation, "requirements" | "places">,
  record: TaskRecord,
  contents: ReadonlyMap<string, string>,
): Reason[] {
  if (task.requirements.length === 0 && isEmpty(record.requirements)) return [];
  const reasons: Reason[] = [];
  const now = new Set(task.requirements);
  for (const requirement of now) {
    const content = contents.get(requirement);
    const before = Object.hasOwn(record.requirements, requirement)
      ? record.requirements[requirement]
      : undefined;
    const change = content === undefined ? "will-run" : changeOfContent(before, content);
    if (change !== undefined) reasons.push({ kind: "requirement-changed", requirement, change });
  }
  for (const requirement in record.requirements) {
    if (!now.has(requirement))
      reasons.push({ kind: "requirement-changed", requirement, change: "removed" });
  }
  return reasons.length > 0 ? reasons : movedRequirements(task.places, record.places);
}

/** The same tasks in other places: `[a, b]` where it was `[b, a]`, or `train` and `test` exchanged. */
function movedRequirements(now: Observation["places"], before: TaskRecord["places"]): Reason[] {
  if (now === undefined || before === undefined) return [];
  const moved = Object.entries(now).filter(([place, id]) => before[place] !== id);
  return [...new Set(moved.map(([, id]) => id))].map((requirement) => ({
    kind: "requirement-changed",
    requirement,
    change: "moved",
  }));
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}

function changeOfContent(before: string | undefined, now: string): "added" | "content" | undefined {
  if (before === undefined) return "added";
  return before === now ? undefined : "content";
}
