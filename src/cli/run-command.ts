import { askForDetail } from "../core/printed-places.ts";
import { explain } from "../pipeline/explain.ts";
import type { Project } from "../pipeline/project.ts";
import { claimStandardOutput } from "./claim-standard-output.ts";
import { JsonLines } from "./json-lines.ts";
import { findTask, openCode } from "./open-code.ts";
import { parseWorkers } from "./parse-workers.ts";
import { exitCodes } from "./report-problem.ts";
import type { RunListener } from "./run-listener.ts";
import { RunProgress } from "./run-progress.ts";
import type { TaskWords } from "./task-words.ts";
import { writeWhy } from "./write-why.ts";

/** Runs a task of a file, in `threads` that were started ahead where there are any. Resolves with the exit status: 0 all well, 1 a task failed, 130 interrupted. */
export async function runCommand(
  file: string,
  family: string,
  words: TaskWords,
  options: Record<string, unknown>,
  threads: Project["threads"],
): Promise<number> {
  const workers = parseWorkers(options.workers);
  // It keeps standard output clean from here on, also of what modules print as they are loaded.
  const listener = options.dryRun === true ? undefined : listen(options);
  if (listener === undefined) claimStandardOutput();
  const { engine, project } = openCode(file, threads);
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort();
  };
  try {
    const reference = await findTask(engine, family, words);
    const asked = {
      ...(workers === undefined ? {} : { workers }),
      force: options.force === true,
    };
    if (options.dryRun === true) {
      writeWhy(explain(await engine.plan(reference, asked)), { json: options.json === true });
      return exitCodes.ok;
    }
    const planned = await engine.plan(reference, asked);
    // Not before: modules and `requires()` may loop, and Node hears nothing meanwhile but kills.
    process.on("SIGINT", interrupt);
    process.on("SIGTERM", interrupt);
    const report = await engine.runPlanned(planned, {
      ...asked,
      keepGoing: options.failFast !== true,
      signal: controller.signal,
      onEvent: (event) => listener?.hear(event),
    });
    // The terminal, and neither what is piped on nor what is read by programs.
    if (options.bell === true) process.stderr.write("\u0007");
    if (controller.signal.aborted) return exitCodes.interrupted;
    return report.ok ? exitCodes.ok : exitCodes.taskFailed;
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
    await project.close();
  }
}

function listen({ json, fullErrors }: Record<string, unknown>): RunListener {
  const detail = fullErrors === true ? "full" : "short";
  askForDetail(() => detail);
  return json === true ? new JsonLines() : new RunProgress(detail);
}
