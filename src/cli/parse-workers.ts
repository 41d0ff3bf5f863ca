import { CauceError } from "../core/errors.ts";

/** What `--workers` says; undefined where it is not there. */
export function parseWorkers(text: unknown): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new CauceError(
    "bad-option",
    `\`--workers ${String(text)}\`: expected a whole number of at least 1, such as \`--workers 2\`.`,
  );
}
