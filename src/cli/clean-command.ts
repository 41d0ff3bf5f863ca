import { clean } from "../pipeline/clean.ts";
import { renderClean } from "../render/render-clean.ts";
import { claimStandardOutput } from "./claim-standard-output.ts";
import { findTask, openCode } from "./open-code.ts";
import type { TaskWords } from "./task-words.ts";

/** Removes the outputs and the record of a task, and of the tasks around it that the options name. */
export async function cleanCommand(
  file: string,
  family: string,
  words: TaskWords,
  options: {
    readonly downstream?: boolean;
    readonly upstream?: boolean;
    readonly dryRun?: boolean;
    readonly force?: boolean;
    readonly json?: boolean;
  },
): Promise<void> {
  const write = claimStandardOutput();
  const { engine, project } = openCode(file);
  try {
    const found = await engine.graph(await findTask(engine, family, words));
    const report = await clean(project, found, {
      downstream: options.downstream === true,
      upstream: options.upstream === true,
      isDryRun: options.dryRun === true,
      force: options.force === true,
    });
    write(`${options.json ? JSON.stringify(report) : renderClean(report)}\n`);
  } finally {
    await project.close();
  }
}
