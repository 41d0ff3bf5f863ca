import type { Project } from "../pipeline/project.ts";
import { openThreadsAhead } from "../pipeline/threads-ahead.ts";
import { parseWorkers } from "./parse-workers.ts";

/** What of a run can begin before its program is loaded: its threads, as far as they are surely needed. */
export function startAhead(file: string, options: Record<string, unknown>): Project["threads"] {
  const workers = parseWorkers(options.workers);
  if (options.dryRun === true) return undefined;
  return openThreadsAhead(file, { force: options.force === true, workers });
}
