import type { TaskFailure } from "../core/event.ts";
import type { Observation } from "../plan/observation.ts";
import { quoted } from "./demands.ts";

export function externalMissing(task: Observation): TaskFailure {
  const missing = task.outputs
    .filter(({ hash }) => hash === undefined)
    .map(({ name, path }) => path ?? name);
  return {
    name: "CauceError",
    code: "external-missing",
    message: `\`${task.id}\` needs ${quoted(missing)}, which is not there. Put the file there, or correct its path.`,
  };
}
