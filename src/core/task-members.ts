import type { Task, TaskClass } from "./task.ts";

type Given = "family" | "id" | "given" | "outputFolder" | "input";

/** What a task's class may declare for Cauce to read; the types see to it that none is missing. */
const ofTasks: Readonly<Record<Exclude<keyof Task, Given>, true>> = {
  requires: true,
  output: true,
  watch: true,
  run: true,
  complete: true,
  timeoutMs: true,
  priority: true,
  resources: true,
  retries: true,
  retryDelayMs: true,
};

const ofClasses: Readonly<Record<Exclude<keyof TaskClass, "parameters" | "kind">, true>> = {
  staleness: true,
  executor: true,
  timeoutMs: true,
  maxBatchSize: true,
  runBatch: true,
};

export const taskMembers: readonly string[] = Object.keys(ofTasks);
export const staticTaskMembers: readonly string[] = Object.keys(ofClasses);
