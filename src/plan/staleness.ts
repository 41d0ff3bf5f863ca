import { canonicalJson } from "../core/canonical.ts";
import type { CodeChange, Reason } from "../core/reason.ts";
import type { CoveredItem, TaskRecord } from "../core/record.ts";
import type { Observation } from "./observation.ts";

/** The declarations, files and packages that differ between now and then. */
export function codeChanges(task: Pick<Observation, "code">, record: TaskRecord): Reason[] {
  const changes: CodeChange[] = [];
  for (const [name, item] of Object.entries(task.code)) {
    const before = record.code[name];
    if (before === undefined) changes.push(changeOf(name, item, "added"));
    else if (before.hash !== item.hash) changes.push(changeOf(name, item, "edited"));
  }
  for (const [name, item] of Object.entries(record.code)) {
    if (task.code[name] === undefined) changes.push(changeOf(name, item, "removed"));
  }
  return changes.length === 0 ? [] : [{ kind: "code-changed", changes }];
}

function changeOf(name: string, item: CoveredItem, change: CodeChange["change"]): CodeChange {
  return item.place === undefined || change === "removed"
    ? { name, change }
    : { name, place: item.place, change };
}

/** The parameters that differ, down to the member: `model.k` 5 → 7. */
export function parameterChanges(now: unknown, before: unknown, path = ""): Reason[] {
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
  const reasons: Reason[] = [];
  const before = new Map(Object.entries(record.requirements));
  for (const requirement of new Set(task.requirements)) {
    const content = contents.get(requirement);
    const change =
      content === undefined ? "will-run" : changeOfContent(before.get(requirement), content);
    if (change !== undefined) reasons.push({ kind: "requirement-changed", requirement, change });
  }
  const now = new Set(task.requirements);
  for (const requirement of before.keys()) {
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

function changeOfContent(before: string | undefined, now: string): "added" | "content" | undefined {
  if (before === undefined) return "added";
  return before === now ? undefined : "content";
}
