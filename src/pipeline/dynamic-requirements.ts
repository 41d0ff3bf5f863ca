import { canonicalJson } from "../core/canonical.ts";
import { type ParameterShape, parameterTraits } from "../core/parameters.ts";
import type { CoveredItem, DynamicRequirement, TaskRecord } from "../core/record.ts";
import { classOf, type Task } from "../core/task.ts";
import { hasSameCode, isWatched, parameterChanges } from "../plan/staleness.ts";
import type { TaskModule } from "./evaluate-module.ts";
import { instantiate } from "./instantiate.ts";
import { valuesOf } from "./observe.ts";
import { recordedParameters } from "./recorded-parameters.ts";

/** Stands for a private value that the asking task has under another name. */
const fromAsker = "$from";

/**
 * A task that a `run()` asked for, as the record keeps it: a private value is kept as the name of
 * the asking task's parameter that holds the same. One that comes from elsewhere is left out, and
 * with it how to ask again: its asker then runs in every run, which asks.
 */
export function recordDynamic(task: Task, asker: Task): DynamicRequirement {
  const { parameters } = classOf(task);
  const head = { family: task.family, id: task.id };
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(task.given as object)) {
    if (!isPrivate(parameters, name)) {
      given[name] = value;
      continue;
    }
    const source = findSame(value, asker);
    if (source === undefined) return { ...head, given: undefined };
    given[name] = { [fromAsker]: source };
  }
  return { ...head, given };
}

/** What a task asked for when it, or a kept version of it, was made as it would be made now. */
export function findDynamic(
  task: Task,
  module: TaskModule,
  code: Readonly<Record<string, CoveredItem>>,
  versions: Iterable<TaskRecord>,
  onMissing: (family: string) => void = () => undefined,
): Task[] {
  for (const record of versions) {
    if (!isAsNow(task, code, record)) continue;
    return record.dynamic.flatMap(({ family, given }) => {
      if (module[family] === undefined) onMissing(family);
      if (module[family] === undefined || given === undefined) return [];
      return [instantiate(module, { family, given: open(given, classOf(task).parameters, task) })];
    });
  }
  return [];
}

function isAsNow(
  task: Task,
  code: Readonly<Record<string, CoveredItem>>,
  record: TaskRecord,
): boolean {
  if (!hasSameCode(code, withoutWatched(record.code))) return false;
  const params = recordedParameters(classOf(task).parameters, valuesOf(task));
  return parameterChanges(params, { ...params, ...record.params }).length === 0;
}

const unwatched = new WeakMap<TaskRecord["code"], TaskRecord["code"]>();

/** One for each code, which the tasks of a family share: who compares it can remember the answer. */
function withoutWatched(code: TaskRecord["code"]): TaskRecord["code"] {
  const known = unwatched.get(code);
  if (known !== undefined) return known;
  const entries = Object.entries(code).filter(([key]) => !isWatched(key));
  const found = entries.length === Object.keys(code).length ? code : Object.fromEntries(entries);
  unwatched.set(code, found);
  return found;
}

function open(given: unknown, askerShape: ParameterShape, asker: Task): unknown {
  const values = valuesOf(asker);
  return Object.fromEntries(
    Object.entries(given as object).map(([name, value]) => {
      const source = sourceOf(value);
      const isKnown = source !== undefined && source in askerShape;
      return [name, isKnown ? values[source] : value];
    }),
  );
}

function sourceOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !(fromAsker in value)) return undefined;
  return String(value[fromAsker]);
}

function findSame(value: unknown, asker: Task): string | undefined {
  const text = canonicalJson(value);
  const found = Object.entries(valuesOf(asker)).find(([, own]) => canonicalJson(own) === text);
  return found?.[0];
}

function isPrivate(shape: ParameterShape, name: string): boolean {
  const schema = shape[name];
  return schema !== undefined && parameterTraits(schema).private;
}
