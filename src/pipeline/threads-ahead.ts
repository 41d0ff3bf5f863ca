import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import type { ThreadPool } from "../executor/thread-pool.ts";
import { recordFile } from "../store/record-file.ts";
import { findConfiguration } from "./find-configuration.ts";
import { findProjectRoot } from "./find-project-root.ts";
import { openThreads } from "./open-threads.ts";

export interface AheadOptions {
  /** Every task runs, whatever is recorded. */
  readonly force: boolean;
  /** How many attempts at once were asked for; undefined where nothing is said. */
  readonly workers: number | undefined;
}

/**
 * The threads of a run that surely has something to run, because nothing is recorded or because
 * nothing counts. They start while engine, parsers and schemas are loaded, which takes as long as
 * they do: nothing of that is imported here. Undefined where all may be fresh, and where a
 * configuration must be checked first.
 */
export function openThreadsAhead(file: string, asked: AheadOptions): ThreadPool | undefined {
  const whole = path.resolve(file);
  if (!existsSync(whole)) return undefined;
  const root = findProjectRoot(path.dirname(whole));
  if (!asked.force && existsSync(recordFile(path.join(root, ".cauce")))) return undefined;
  if (findConfiguration(root) !== undefined) return undefined;
  const threads = openThreads({ root, file: whole }, () => undefined);
  // Of a run that did not say how many, one task may be all.
  threads.warm(Math.min(asked.workers ?? 1, availableParallelism()));
  return threads;
}
