import { renderImpact } from "../render/render-impact.ts";
import { claimStandardOutput } from "./claim-standard-output.ts";
import { openCode } from "./open-code.ts";

/** Says which tasks a change of a declaration, a file or a package would touch. */
export async function impactCommand(
  file: string,
  subject: string,
  options: { readonly json?: boolean },
): Promise<void> {
  const write = claimStandardOutput();
  const { engine, project } = openCode(file);
  try {
    const answer = await engine.impact(subject);
    write(options.json ? `${JSON.stringify(answer)}\n` : `${renderImpact(answer).text}\n`);
  } finally {
    await project.close();
  }
}
