import { CauceError } from "../core/errors.ts";
import { resolveFromRoot } from "../core/project-root.ts";
import type { Observation } from "../plan/observation.ts";
import type { Plan } from "../plan/plan.ts";
import { findNearFile } from "../target/near-file.ts";

/** Refuses a run that a missing file would stop half-way: every one of them is named. */
export function assertExternalsThere(plan: Plan): void {
  const missing: string[] = [];
  for (const { task } of plan.tasks())
    if (task.kind === "external") missing.push(...missingOutputs(task));
  if (missing.length === 0) return;
  throw new CauceError(
    "external-missing",
    `${missing.join("; ")}. Nothing was run. Put the file there, or correct its path.`,
  );
}

function missingOutputs(task: Observation): string[] {
  const paths = task.outputs
    .filter(({ hash }) => hash === undefined)
    .map(({ name, path }) => path ?? name);
  return paths.map((path) => {
    const near = findNearFile({ path, absolutePath: resolveFromRoot(path) });
    const hint = near === undefined ? "" : ` (did you mean \`${near}\`?)`;
    return `\`${task.id}\` needs \`${path}\`, which is not there${hint}`;
  });
}
