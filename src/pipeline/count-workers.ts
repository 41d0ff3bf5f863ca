import { availableParallelism } from "node:os";
import type { Configuration } from "./configuration.ts";
import type { RunOptions } from "./run-options.ts";

/** How many tasks may run at once. */
export function countWorkers(
  { workers: asked }: Pick<RunOptions, "workers">,
  configuration: Configuration,
): number {
  return Math.max(1, asked ?? configuration.workers ?? availableParallelism());
}
