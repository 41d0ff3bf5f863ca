import { CauceError } from "../core/errors.ts";
import { collectGarbage } from "../pipeline/collect-garbage.ts";
import { renderGarbage } from "../render/render-garbage.ts";
import { openFolder } from "./open-code.ts";

/** Takes away what nothing in the project of this folder can use any more. */
export async function gcCommand(options: {
  readonly dryRun?: boolean;
  readonly keep?: string;
  readonly json?: boolean;
}): Promise<void> {
  const keep = parseKeep(options.keep);
  const project = openFolder(process.cwd());
  try {
    const report = await collectGarbage(project, {
      isDryRun: options.dryRun === true,
      ...(keep === undefined ? {} : { keep }),
    });
    process.stdout.write(`${options.json ? JSON.stringify(report) : renderGarbage(report)}\n`);
  } finally {
    await project.close();
  }
}

function parseKeep(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new CauceError(
    "bad-option",
    `\`--keep ${text}\`: expected a whole number of at least 1, because the current version counts.`,
  );
}
