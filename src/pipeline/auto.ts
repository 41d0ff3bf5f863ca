import { CauceError } from "../core/errors.ts";
import type { Task } from "../core/task.ts";
import type { Auto, AutoOptions } from "./auto-options.ts";
import { currentHost } from "./host.ts";
import { referenceTo } from "./reference-to.ts";

const defaultAskAboveMs = 10_000;

/**
 * Keeps a task fresh, as a reactive notebook does: draws its DAG, runs what is stale, and from
 * then on runs again, behind each cell that touches it, what that cell has made stale. Everything
 * shows in the one picture, also what tasks print and how they fail. A further edit cancels a run
 * that it outdates; an interrupt stops it until the next edit. Running the cell again, or
 * `stop()`, ends it. Resolves when the first run has ended.
 * @throws CauceError what `run` throws before anything runs; `bad-option`
 */
export async function auto(task: Task, options: AutoOptions = {}): Promise<Auto> {
  const reference = referenceTo(task, "auto");
  const { askAboveMs = defaultAskAboveMs } = options;
  if (typeof askAboveMs !== "number" || !(askAboveMs >= 0))
    throw new CauceError(
      "bad-option",
      `\`askAboveMs\` of \`auto\` is ${String(askAboveMs)}. Expected milliseconds of at least 0, such as \`{ askAboveMs: 60_000 }\`, or \`Infinity\` to be asked never.`,
    );
  return currentHost().auto(reference, { ...options, askAboveMs });
}
