import { canonicalJson } from "./canonical.ts";
import { CauceError } from "./errors.ts";
import { parameterTraits } from "./parameters.ts";
import { classOf, Task, type TaskClass, timeoutOf } from "./task.ts";

/** With which others a task may run at once. */
export interface Batching {
  /** The same for tasks that may share a batch. It may hold private values: it is kept nowhere. */
  readonly key: string;
  /** How many may be in one. */
  readonly most: number;
}

const usualMost = 1_000;

/**
 * Undefined for a task that always runs on its own.
 * @throws CauceError `bad-batch` for a class that says of batches what cannot be meant.
 */
export function batchingOf(task: Task): Batching | undefined {
  const Class = classOf(task);
  assertBatching(Class);
  if (Class.runBatch === undefined) return undefined;
  const values = task as unknown as Readonly<Record<string, unknown>>;
  const alike = Object.entries(Class.parameters)
    .filter(([, schema]) => !parameterTraits(schema).batched)
    .map(([name]) => [name, values[name] ?? null]);
  const { priority, resources, retries, retryDelayMs } = task;
  const schedule = { priority, resources, retries, retryDelayMs, timeoutMs: timeoutOf(task) };
  return {
    key: canonicalJson([task.family, alike, schedule]),
    most: Class.maxBatchSize ?? usualMost,
  };
}

const asserted = new WeakSet<TaskClass>();

function assertBatching(Class: TaskClass): void {
  if (asserted.has(Class)) return;
  const problem = problemOf(Class);
  if (problem !== undefined) throw new CauceError("bad-batch", problem);
  asserted.add(Class);
}

function problemOf(Class: TaskClass): string | undefined {
  const { name, runBatch, maxBatchSize, parameters } = Class;
  const prototype: Task = Class.prototype;
  if ("runBatch" in prototype)
    return `\`${name}.runBatch\` is a method of each task. Make it \`static\`: it is given all tasks of a batch.`;
  if (runBatch === undefined)
    return maxBatchSize === undefined
      ? undefined
      : `\`${name}.maxBatchSize\` is ${String(maxBatchSize)}, but \`${name}\` has no \`runBatch()\`. Write \`static async runBatch(tasks: readonly ${name}[])\`, or take \`maxBatchSize\` out.`;
  if (typeof runBatch !== "function")
    return `\`${name}.runBatch\` is of type ${typeof runBatch}. Expected a static method that is given the tasks of a batch.`;
  if (Class.kind !== "task")
    return `\`${name}\` has a \`runBatch()\`, but ${Class.kind === "external" ? "an external task" : "a wrapper"} runs nothing. Take it out, or extend \`Task\`.`;
  if (prototype.run !== Task.prototype.run)
    return `\`${name}\` has both \`run()\` and \`runBatch()\`, which could write different things. Keep \`runBatch()\`: a task on its own is a batch of one.`;
  if (maxBatchSize !== undefined && !isSize(maxBatchSize))
    return `\`${name}.maxBatchSize\` is ${String(maxBatchSize)}. Expected a whole number of at least 1.`;
  if (!Object.values(parameters).some((schema) => parameterTraits(schema).batched))
    return `\`${name}\` has a \`runBatch()\`, but no parameter that may differ within a batch. Add \`.meta({ batched: true })\` to those that may.`;
  return undefined;
}

function isSize(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1;
}
