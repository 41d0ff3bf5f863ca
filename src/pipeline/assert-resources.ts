import { CauceError } from "../core/errors.ts";
import { unnamedLimit } from "../core/schedule.ts";
import type { Observation } from "../plan/observation.ts";

/** Refuses tasks that want more of a resource than there is: they would wait for ever. */
export function assertResources(
  tasks: Iterable<Observation>,
  limits: Readonly<Record<string, number>>,
): void {
  for (const { id, schedule } of tasks)
    for (const [name, wanted] of Object.entries(schedule?.resources ?? {})) {
      const limit = limits[name] ?? unnamedLimit;
      // No number is at most NaN: what compares otherwise would wait for ever.
      if (!(wanted <= limit)) throw impossible(id, name, wanted, limit);
    }
}

function impossible(id: string, name: string, wanted: number, limit: number): CauceError {
  return new CauceError(
    "impossible-resources",
    `\`${id}\` takes ${wanted} of the resource \`${name}\`, and there is ${limit}. Take less, or raise the limit: \`"resources": { ${JSON.stringify(name)}: ${wanted} }\` in the configuration, or in the options of \`run\`.`,
  );
}
