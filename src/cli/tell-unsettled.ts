import pc from "picocolors";
import { pendingImports } from "../pipeline/import-located.ts";
import { exitCodes } from "./report-problem.ts";

/** Of a command that waits for what nothing can bring: Node would end without a word, and with success. */
export function tellUnsettled(): void {
  const modules = pendingImports().map((specifier) => `\`${specifier}\``);
  const what =
    modules.length === 0
      ? "The file's code did not end: an `await` there"
      : `${modules.join(", ")} did not end: a top-level \`await\` there`;
  process.stderr.write(
    `${pc.red("error")} ${what} waits for something that never comes. Correct it${modules.length === 0 ? "" : ", or move it into `run()`"}.\n`,
  );
  process.exitCode = modules.length === 0 ? exitCodes.taskFailed : exitCodes.wrongUsage;
}
