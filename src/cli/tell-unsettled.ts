import pc from "picocolors";
import { pendingImports } from "../pipeline/import-located.ts";
import { exitCodes } from "./report-problem.ts";

/** What Node ends with when all that is left waits for something that nothing can bring. */
const unsettledExitCode = 13;

/** Node itself says nothing of the kind: it just ends. */
export function tellUnsettled(): void {
  // A listener of Node's own has just set it: the event still brings 0.
  if (process.exitCode !== unsettledExitCode) return;
  const modules = pendingImports().map((specifier) => `\`${specifier}\``);
  const culprit = modules.length === 0 ? "The code that the task reaches" : modules.join(", ");
  process.stderr.write(
    `${pc.red("error")} ${culprit} did not end: a top-level \`await\` there waits for something that never comes. Correct it, or move it into \`run()\`.\n`,
  );
  process.exitCode = exitCodes.wrongUsage;
}
