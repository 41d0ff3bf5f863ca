import { CauceError } from "./errors.ts";
import type { Schedule } from "./schedule.ts";
import { classOf, type Task, timeoutOf } from "./task.ts";

const plain: Schedule = { priority: 0, resources: {}, retries: 0, retryDelayMs: 0 };

/**
 * Undefined for a task that says nothing.
 * @throws CauceError `bad-schedule`, with the property, for a value that means nothing.
 */
export function scheduleOf(task: Task): Schedule | undefined {
  assertExecutor(task);
  assertTimeout(task);
  const { priority, resources, retries, retryDelayMs } = task;
  const said = { priority, resources, retries, retryDelayMs };
  if (Object.values(said).every((value) => value === undefined)) return undefined;
  const schedule = {
    priority: priority ?? plain.priority,
    resources: resources ?? plain.resources,
    retries: retries ?? plain.retries,
    retryDelayMs: retryDelayMs ?? plain.retryDelayMs,
  };
  assertSchedule(task.family, schedule);
  return schedule;
}

function assertSchedule(family: string, schedule: Schedule): void {
  const { priority, resources, retries, retryDelayMs } = schedule;
  const must = (holds: boolean, name: string, found: unknown, expected: string) => {
    if (!holds) throw bad(family, name, found, expected);
  };
  must(isNumber(priority), "priority", priority, "a number, higher for what should come first");
  must(isCount(retries), "retries", retries, "a whole number of at least 0");
  must(isNumber(retryDelayMs) && retryDelayMs >= 0, "retryDelayMs", retryDelayMs, "milliseconds");
  const isRecord = typeof resources === "object" && resources !== null;
  must(isRecord, "resources", resources, "amounts by name, such as `{ gpu: 1 }`");
  for (const [name, amount] of Object.entries(resources))
    must(isNumber(amount) && amount > 0, `resources.${name}`, amount, "a number above 0");
}

function assertExecutor(task: Task): void {
  const { executor } = classOf(task);
  if (executor === "thread" || executor === "in-process") return;
  throw bad(task.family, "executor", executor, '"thread" or "in-process"');
}

function assertTimeout(task: Task): void {
  const timeoutMs = timeoutOf(task);
  if (timeoutMs === undefined || (isNumber(timeoutMs) && timeoutMs > 0)) return;
  throw bad(task.family, "timeoutMs", timeoutMs, "milliseconds above 0");
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isCount(value: unknown): boolean {
  return isNumber(value) && Number.isInteger(value) && value >= 0;
}

function bad(family: string, name: string, found: unknown, expected: string): CauceError {
  const shown = typeof found === "string" ? JSON.stringify(found) : String(found);
  return new CauceError("bad-schedule", `\`${family}.${name}\` is ${shown}. Expected ${expected}.`);
}
