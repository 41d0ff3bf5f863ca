import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { CauceError } from "../core/errors.ts";

/** What a project says of its runs, unchecked, and where. */
interface FoundConfiguration {
  readonly file: string;
  readonly said: unknown;
}

/**
 * `cauce.config.json`, or `"cauce"` in the project's `package.json`; undefined where neither is there.
 * @throws CauceError `bad-configuration` for a file that is not JSON.
 */
export function findConfiguration(root: string): FoundConfiguration | undefined {
  const own = path.join(root, "cauce.config.json");
  if (existsSync(own)) return { file: "cauce.config.json", said: readJson(own) };
  const manifest = path.join(root, "package.json");
  if (!existsSync(manifest)) return undefined;
  const { cauce } = readJson(manifest) as { readonly cauce?: unknown };
  return cauce === undefined ? undefined : { file: "package.json", said: cauce };
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
