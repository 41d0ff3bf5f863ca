import { availableParallelism } from "node:os";
import { ThreadPool } from "../executor/thread-pool.ts";
import { builtFile } from "./built-file.ts";
import type { ThreadData } from "./task-thread-program.ts";

/** Longer than any module takes that ends, on a slow machine too. */
const leastLoadingMs = 60_000;

/** The threads for the tasks of a project. None starts before it is needed, with as much memory as is said then. */
export function openThreads(data: ThreadData, memoryMb: () => number | undefined): ThreadPool {
  const program = builtFile("pipeline/task-thread-program.js");
  const onStray = (text: string) => void process.stderr.write(`note: ${text}\n`);
  const options = { program, data, memoryMb, onStray, leastLoadingMs };
  return new ThreadPool(options, availableParallelism());
}
