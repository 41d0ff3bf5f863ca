import type { TaskFailure } from "../core/event.ts";
import { failureOf } from "./failure-of.ts";

/** What a task is told that ran in a thread when the thread ended. */
export function describeDeath(
  id: string,
  { error, code, memoryMb }: { error: unknown; code: number; memoryMb: number | undefined },
): TaskFailure {
  if (isOutOfMemory(error)) {
    const limit = memoryMb === undefined ? "" : ` (${memoryMb} MB)`;
    return {
      name: "RangeError",
      code: "out-of-memory",
      message: `\`${id}\` used up the memory of its worker thread${limit}. Let it work in smaller pieces, or raise \`workerMemoryMb\` in the configuration.`,
    };
  }
  if (error !== undefined) return failureOf(error);
  return {
    name: "Error",
    code: "process-exit",
    message: `\`${id}\` called \`process.exit(${code})\`, which ended its worker thread. Return from \`run()\`, or throw an error.`,
  };
}

/**
 * What is told of a thread that was ended by what a task left behind: no task has failed by it.
 * `id` is the task, where it is known: of what a module starts while it is evaluated, none is.
 */
export function describeStray(
  id: string | undefined,
  { failure, code }: { readonly failure: TaskFailure | undefined; readonly code: number },
): string {
  const culprit =
    id === undefined
      ? "Something that a task or its module left behind"
      : `\`${id}\` had ended when something that it left behind`;
  const what =
    failure === undefined ? `called \`process.exit(${code})\`` : `threw: ${describeFound(failure)}`;
  return `${culprit} ${what}. This ended its worker thread, and no task fails by it. Let \`run()\` await what it starts.`;
}

function describeFound({ message, place, line }: TaskFailure): string {
  const at = place === undefined ? "" : ` (${place}${line === undefined ? "" : `, line ${line}`})`;
  return `${message}${at}`;
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
