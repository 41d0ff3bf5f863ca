import type { TaskRecord } from "../../../src/core/record.ts";
import { contentOf, fingerprint } from "../../../src/plan/fingerprint.ts";
import type { Observation } from "../../../src/plan/observation.ts";
import type { Plan } from "../../../src/plan/plan.ts";

/** What a test says of a task; the rest is what an ordinary task has. */
export type Sketch = Partial<Omit<Observation, "id" | "requirements" | "code">> & {
  readonly needs?: readonly string[];
  readonly code?: string;
};

/** A task that was never run: its code is its id, and it writes one file that is not there. */
export function sketch(id: string, { needs = [], code = id, ...rest }: Sketch = {}): Observation {
  return {
    id,
    family: id,
    kind: "task",
    params: {},
    visibleParams: {},
    requirements: needs,
    code: { [id]: { hash: code } },
    outputs:
      rest.kind === "wrapper" ? [] : [{ name: "output", path: `${id}.txt`, hash: undefined }],
    record: undefined,
    versions: [],
    predecessor: undefined,
    forced: false,
    ...rest,
  };
}

/** What `made` tells of each task that was made: the content of its one file. */
export type Contents = Readonly<Record<string, string>>;

/** The record of a task as `sketch` describes it, made when its requirements held `contents`. */
export function recordOf(task: Observation, contents: Contents, hash: string): TaskRecord {
  const requirements = Object.fromEntries(task.requirements.map((id) => [id, contents[id] ?? ""]));
  const outputs = task.outputs.map(({ name, path }) => ({
    name,
    ...(path === undefined ? {} : { path }),
    hash,
  }));
  const parts = { code: task.code, params: task.params, requirements, outputs };
  return {
    id: task.id,
    family: task.family,
    ...parts,
    dynamic: [],
    fingerprint: fingerprint(parts),
    finishedAtMs: 0,
    durationMs: 1,
  };
}

/** Tasks that were made before, each after what it requires: recorded, with their files in place. `edit` then changes what is found. */
export function made(
  tasks: readonly Observation[],
  edit: Readonly<Record<string, (task: Observation) => Partial<Observation>>> = {},
): Observation[] {
  const contents: Record<string, string> = {};
  return tasks.map((task) => {
    const hash = `hash of ${task.id}`;
    const record = task.kind === "external" ? undefined : recordOf(task, contents, hash);
    const outputs = task.outputs.map((output) => ({ ...output, hash }));
    const requirements = record?.requirements ?? {};
    contents[task.id] = contentOf(outputs, requirements);
    const found = { ...task, outputs, record };
    return { ...found, ...edit[task.id]?.(found) };
  });
}

/** What running a task writes: by default something that was never there before. */
export type Writes = (id: string) => string;

/**
 * Steps a plan to its end by hand, one task at a time, and tells what was done in that order:
 * `a` ran, `~a` was restored, `!a` failed. Fresh tasks are not told.
 */
export function drive(
  plan: Plan,
  writes: Writes = (id) => `new ${id}`,
  fails: readonly string[] = [],
): string[] {
  const done: string[] = [];
  for (let work = plan.take(); work !== undefined; work = plan.take()) {
    const { task, decision } = work;
    if (decision.state === "stale" && fails.includes(task.id)) {
      done.push(`!${task.id}`);
      plan.fail(task.id);
      continue;
    }
    if (decision.state === "stale") done.push(task.id);
    if (decision.state === "restorable") done.push(`~${task.id}`);
    plan.succeed(
      task.id,
      decision.state === "stale" ? "succeeded" : "fresh",
      decision.state === "stale" ? contentAfter(plan, task, writes) : decision.content,
    );
  }
  return done;
}

function contentAfter(plan: Plan, task: Observation, writes: Writes): string {
  const requirements = Object.fromEntries(
    task.requirements.map((id) => [id, plan.contentOf(id) ?? ""]),
  );
  return contentOf(
    task.outputs.map(({ name }) => ({ name, hash: writes(task.id) })),
    requirements,
  );
}

/** The status of every task of a plan. */
export function statuses(plan: Plan): Record<string, string> {
  return Object.fromEntries([...plan.tasks()].map(({ task, status }) => [task.id, status]));
}
