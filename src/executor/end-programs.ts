import { setTimeout as delay } from "node:timers/promises";
import { ageOfProgram, programsOfThread, signalProgram } from "../system/child-programs.ts";

const askAgainMs = 1_000;
/** Clocks of programs are coarse. */
const toleranceMs = 20;

/**
 * Ends what an attempt has started in a thread, by asking; whatever is left a second later is
 * ended by force. A thread that waits for a program cannot be ended before that, and one that is
 * gone leaves its programs behind. What earlier attempts have left running goes on.
 */
export async function endPrograms(thread: string, startedAt: number): Promise<void> {
  const ageMs = performance.now() - startedAt + toleranceMs;
  const found = await programsOfThread(thread);
  const ages = await Promise.all(found.map(ageOfProgram));
  const programs = found.filter((_, at) => (ages[at] ?? Number.POSITIVE_INFINITY) <= ageMs);
  if (programs.length === 0) return;
  await Promise.all(programs.map((pid) => signalProgram(pid, "SIGTERM")));
  void forceLater(programs);
}

async function forceLater(programs: readonly number[]): Promise<void> {
  await delay(askAgainMs);
  const ages = await Promise.all(programs.map(ageOfProgram));
  // A younger one is another program, which has been given the number since.
  const left = programs.filter((_, at) => (ages[at] ?? 0) >= askAgainMs - toleranceMs);
  await Promise.all(left.map((pid) => signalProgram(pid, "SIGKILL")));
}
