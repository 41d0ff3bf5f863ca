import { programsOfThread, signalProgram } from "../../system/child-programs.ts";

/** A program may take its time to clean up after Ctrl-C; after that it is not asked any more. */
const SIGNALS = ["SIGINT", "SIGINT", "SIGINT", "SIGTERM", "SIGTERM", "SIGTERM"] as const;

/**
 * Ends the child process that the main thread waits for, with all that it has started: the first
 * times as Ctrl-C does, in the end by force. Of the main thread's children it is the newest,
 * because a thread that waits starts no other.
 */
export async function interruptChild(attempt: number): Promise<void> {
  const child = (await programsOfThread(String(process.pid))).at(-1);
  if (child !== undefined) await signalProgram(child, SIGNALS[attempt] ?? "SIGKILL");
}
