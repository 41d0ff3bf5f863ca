import { explain } from "../pipeline/ask.ts";
import { renderWhy } from "../render/render-why.ts";
import { findTask, openCode } from "./open-code.ts";

/** Says why a task, and all that it requires, would run. */
export async function whyCommand(
  file: string,
  family: string,
  words: readonly string[],
  options: { readonly json?: boolean },
): Promise<void> {
  const { engine, project } = openCode(file);
  try {
    const { root, plan } = await engine.plan(await findTask(engine, family, words));
    const answer = explain(root, plan.tasks());
    process.stdout.write(
      options.json ? `${JSON.stringify(answer)}\n` : `${renderWhy(answer).text}\n`,
    );
  } finally {
    await project.close();
  }
}
