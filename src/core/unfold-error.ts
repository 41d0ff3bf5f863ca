import type { ErrorDetail } from "./error-detail.ts";
import { isCauceError } from "./errors.ts";
import { readableError } from "./readable-error.ts";

/** What was thrown, with what stands behind it. */
export interface UnfoldedError {
  readonly thrown: unknown;
  /** The first of the errors that it gathers, as `Promise.any` does; undefined for what gathers none. */
  readonly errors?: readonly UnfoldedError[];
  /** How many it gathers beyond those. */
  readonly moreErrors: number;
  readonly cause?: UnfoldedError;
}

const mostCauses = 5;
const mostErrors = 5;
const deepestErrors = 2;

/**
 * An error, the errors that it gathers and what caused it, to a bounded depth: a cause may lead
 * back to its error. An error that names its own remedy has said in its text what caused it.
 */
export function unfoldError(
  asThrown: unknown,
  detail: ErrorDetail = "short",
  depth = 0,
): UnfoldedError {
  const thrown = readableError(asThrown);
  if (!(thrown instanceof Error)) return { thrown, moreErrors: 0 };
  const all = depth < deepestErrors ? gatheredBy(thrown) : undefined;
  const errors = all?.slice(0, mostErrors).map((one) => unfoldError(one, detail, depth + 1));
  const cause = readableError(thrown.cause);
  const isTold = detail === "short" && isCauceError(thrown);
  return {
    thrown,
    ...(errors === undefined ? {} : { errors }),
    moreErrors: Math.max(0, (all?.length ?? 0) - mostErrors),
    ...(cause instanceof Error && !isTold && depth < mostCauses
      ? { cause: unfoldError(cause, detail, depth + 1) }
      : {}),
  };
}

/** Nothing keeps `errors` to the list that it should be. */
function gatheredBy(error: Error): readonly unknown[] | undefined {
  if (!(error instanceof AggregateError)) return undefined;
  return Array.isArray(error.errors) ? error.errors : [];
}
