import { CommanderError } from "commander";
import pc from "picocolors";
import { isCauceError } from "../core/errors.ts";

export const exitCodes = { ok: 0, taskFailed: 1, wrongUsage: 2, interrupted: 130 } as const;

/** One clear message on standard error; a stack only where the fault is ours. */
export function reportProblem(error: unknown): void {
  if (error instanceof CommanderError) return;
  if (isCauceError(error)) process.stderr.write(`${pc.red("error")} ${error.message}\n`);
  else
    process.stderr.write(
      `${pc.red("fault in cauce")} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
}

export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.wrongUsage;
  return isCauceError(error) ? exitCodes.wrongUsage : exitCodes.taskFailed;
}
