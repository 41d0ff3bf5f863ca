import { z } from "zod";
import { CauceError } from "../core/errors.ts";
import { findConfiguration } from "./find-configuration.ts";

const amount = z.number().positive();

const schema = z.strictObject({
  /** How many tasks may run at once. */
  workers: z.int().min(1).optional(),
  /** How much memory the JavaScript of one worker thread may take, in MB. */
  workerMemoryMb: z.int().min(16).optional(),
  /** How much there is of each resource that tasks take. */
  resources: z.record(z.string(), amount).optional(),
});

/** What a project says of its runs: `cauce.config.json`, or `"cauce"` in its `package.json`. */
export type Configuration = z.infer<typeof schema>;

/**
 * Read anew each time: it is small, and may be edited between two runs.
 * @throws CauceError `bad-configuration`, with the file and each key that does not fit.
 */
export function readConfiguration(root: string): Configuration {
  const found = findConfiguration(root);
  if (found === undefined) return {};
  const { file, said } = found;
  const result = schema.safeParse(said);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path: at, message }) => {
    const where = at.length === 0 ? "" : `\`${at.map(String).join(".")}\`: `;
    return `${where}${message}`;
  });
  throw new CauceError(
    "bad-configuration",
    `\`${file}\`: ${problems.join("; ")}. It may hold ${Object.keys(schema.shape)
      .map((key) => `\`${key}\``)
      .join(", ")}.`,
  );
}
