import { CommanderError } from "commander";
import pc from "picocolors";
import { frameAt } from "../core/code-frame.ts";
import { type CauceError, isCauceError } from "../core/errors.ts";
import { renderCodeFrame } from "../render/render-code-frame.ts";
import { frameColours } from "./frame-colours.ts";

export const exitCodes = { ok: 0, taskFailed: 1, wrongUsage: 2, interrupted: 130 } as const;

/** One clear message on standard error; a stack only where the fault is ours. */
export function reportProblem(error: unknown): void {
  if (error instanceof CommanderError) return;
  if (isCauceError(error))
    process.stderr.write([`${pc.red("error")} ${error.message}`, ...codeOf(error), ""].join("\n"));
  else
    process.stderr.write(
      `${pc.red("fault in cauce")} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
}

function codeOf({ location }: CauceError): string[] {
  const frame = location === undefined ? undefined : frameAt(location);
  return frame === undefined ? [] : renderCodeFrame(frame, frameColours);
}

export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.wrongUsage;
  return isCauceError(error) ? exitCodes.wrongUsage : exitCodes.taskFailed;
}
