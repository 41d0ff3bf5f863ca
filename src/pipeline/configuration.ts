import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { CauceError } from "../core/errors.ts";

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
  const own = path.join(root, "cauce.config.json");
  if (existsSync(own)) return parse("cauce.config.json", readJson(own));
  const manifest = path.join(root, "package.json");
  if (!existsSync(manifest)) return {};
  const { cauce = {} } = readJson(manifest) as { readonly cauce?: unknown };
  return parse("package.json", cauce);
}

function parse(file: string, found: unknown): Configuration {
  const result = schema.safeParse(found);
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

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new CauceError(
      "bad-configuration",
      `\`${path.basename(file)}\` is not JSON: ${(cause as Error).message}. Correct the file.`,
      { cause },
    );
  }
}
