import { CauceError } from "../core/errors.ts";
import { JsonLines } from "./json-lines.ts";
import { findTask, openCode } from "./open-code.ts";
import { exitCodes } from "./report-problem.ts";
import type { RunListener } from "./run-listener.ts";
import { RunProgress } from "./run-progress.ts";

/** Runs a task of a file. Resolves with the exit status: 0 all well, 1 a task failed, 130 interrupted. */
export async function runCommand(
  file: string,
  family: string,
  words: readonly string[],
  options: Record<string, unknown>,
): Promise<number> {
  const workers = parseWorkers(options.workers);
  const listener: RunListener = options.json === true ? new JsonLines() : new RunProgress();
  const { engine, project } = openCode(file);
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  try {
    const reference = await findTask(engine, family, words);
    const report = await engine.run(reference, {
      ...(workers === undefined ? {} : { workers }),
      force: options.force === true,
      keepGoing: options.failFast !== true,
      signal: controller.signal,
      onEvent: (event) => listener.hear(event),
    });
    if (controller.signal.aborted) return exitCodes.interrupted;
    return report.ok ? exitCodes.ok : exitCodes.taskFailed;
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
    await project.close();
  }
}

function parseWorkers(text: unknown): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new CauceError(
    "bad-option",
    `\`--workers ${String(text)}\`: expected a whole number of at least 1, such as \`--workers 2\`.`,
  );
}
