import { availableParallelism } from "node:os";
import { ThreadPool } from "../executor/thread-pool.ts";
import { builtFile } from "./built-file.ts";
import type { ThreadData } from "./task-thread-program.ts";

/** Longer than any module takes that ends, on a slow machine too. */
const leastLoadingMs = 60_000;

const tell = (text: string) => void process.stderr.write(`note: ${text}\n`);

/**
 * The threads for the tasks of a project. None starts before it is needed, with as much memory as is
 * said then. `onStray` hears what ended one and failed no task.
 */
export function openThreads(
  data: ThreadData,
  memoryMb: () => number | undefined,
  onStray: (text: string) => void = tell,
): ThreadPool {
  const program = builtFile("pipeline/task-thread-program.js");
  const options = { program, data, memoryMb, onStray, leastLoadingMs };
  return new ThreadPool(options, availableParallelism());
}
