import { availableParallelism } from "node:os";
import { inspect } from "node:util";
import { CauceError } from "../core/errors.ts";
import type { Configuration } from "./configuration.ts";
import type { RunOptions } from "./run-options.ts";

/** How many tasks may run at once. */
export function countWorkers(
  { workers: asked }: Pick<RunOptions, "workers">,
  configuration: Configuration,
): number {
  if (asked !== undefined && !(Number.isInteger(asked) && asked >= 1))
    throw new CauceError(
      "bad-workers",
      `\`workers\` is ${inspect(asked)}. Expected a whole number of at least 1; leave it out for as many as there are cores.`,
    );
  return asked ?? configuration.workers ?? availableParallelism();
}
