import { explain } from "../pipeline/explain.ts";
import { claimStandardOutput } from "./claim-standard-output.ts";
import { findTask, openCode } from "./open-code.ts";
import type { TaskWords } from "./task-words.ts";
import { writeWhy } from "./write-why.ts";

/** Says why a task, and all that it requires, would run. */
export async function whyCommand(
  file: string,
  family: string,
  words: TaskWords,
  options: { readonly json?: boolean },
): Promise<void> {
  claimStandardOutput();
  const { engine, project } = openCode(file);
  try {
    const planned = await engine.plan(await findTask(engine, family, words));
    writeWhy(explain(planned), options);
  } finally {
    await project.close();
  }
}
