import { writeSync } from "node:fs";

/**
 * Writes a line for whoever reads the kernel's log. Straight to the descriptor, because a
 * thread's `process.stderr` waits for the main thread, which may be computing.
 */
export function logLine(text: string): void {
  try {
    writeSync(2, `[cauce] ${text}\n`);
  } catch {
    // A log that is full or closed is no reason to lose the kernel.
  }
}
