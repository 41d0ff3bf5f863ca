import { writeSync } from "node:fs";
import { CauceError } from "../core/errors.ts";
import { currentExecution } from "./publisher.ts";

/** Errors that a cell ended with already, so that nobody tells them again. */
const told = new WeakSet<object>();

/** The `process.exit` of Node, for the kernel's own end. */
export type Exit = (code: number) => never;

/**
 * Keeps code in cells from ending the kernel: `process.exit` and `process.abort` end the cell
 * with an error that says so, also from a timer or a callback. Returns what really exits.
 */
export function refuseExit(): Exit {
  const exit = process.exit.bind(process);
  const refuse = (call: string): never => {
    const error = new CauceError(
      "process-exit",
      `\`${call}\` would end the kernel, and every variable with it. Only the cell was ended. To end a cell early, throw an error; to stop the kernel, shut it down in the client.`,
    );
    if (currentExecution()?.fail(error) === true) told.add(error);
    throw error;
  };
  Object.assign(process, {
    exit: (code?: unknown) => refuse(`process.exit(${code === undefined ? "" : String(code)})`),
    abort: () => refuse("process.abort()"),
  });
  announceKill();
  return exit;
}

/** A kernel that a cell kills cannot answer any more; its log then says why. */
function announceKill(): void {
  const kill = process.kill.bind(process);
  // Later on what is written to descriptor 2 goes to the cell, which nobody would get to see.
  const writeToLog = writeSync;
  process.kill = (pid: number, signal: string | number = "SIGTERM"): true => {
    if (pid === process.pid && signal !== 0 && signal !== "SIGINT")
      writeToLog(2, `[cauce] a cell sent ${signal} to its own kernel\n`);
    return kill(pid, signal);
  };
}

/** Whether a cell has already ended with this error. */
export function isTold(error: unknown): boolean {
  return typeof error === "object" && error !== null && told.has(error);
}
