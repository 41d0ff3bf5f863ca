import { CauceError } from "./errors.ts";

/** How each task of a batch ended, in their order, as `Promise.allSettled` gives it. */
type BatchResults = readonly PromiseSettledResult<unknown>[];

/** What `runBatch()` may say of its tasks: nothing, when each has done what it could, or how each ended. */
export type BatchResult = void | Promise<void> | BatchResults | Promise<BatchResults | undefined>;

/**
 * The tasks that failed, by their place in the batch, with what was thrown.
 * @throws CauceError `bad-batch-result` where the result fits neither form.
 */
export function rejectionsOf(
  family: string,
  size: number,
  result: Awaited<BatchResult>,
): ReadonlyMap<number, unknown> {
  const rejected = new Map<number, unknown>();
  if (result === undefined) return rejected;
  if (!Array.isArray(result)) throw notResults(family, size, `a value of type ${typeof result}`);
  if (result.length !== size) throw notResults(family, size, `an array of ${result.length}`);
  for (const [at, one] of result.entries()) {
    if (!isSettled(one)) throw notResults(family, size, "an array of something else");
    if (one.status === "rejected") rejected.set(at, one.reason);
  }
  return rejected;
}

function isSettled(value: unknown): value is PromiseSettledResult<unknown> {
  if (typeof value !== "object" || value === null || !("status" in value)) return false;
  return value.status === "fulfilled" || value.status === "rejected";
}

function notResults(family: string, size: number, found: string): CauceError {
  return new CauceError(
    "bad-batch-result",
    `\`${family}.runBatch()\` returned ${found}. Expected nothing, or one result for each of its ${size} tasks, in their order, as \`Promise.allSettled\` gives them.`,
  );
}
