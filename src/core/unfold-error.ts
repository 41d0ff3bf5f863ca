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
 * An error, the errors that it gathers and what caused it, to a bounded depth. A cause that leads
 * back to an error that it came from ends there. An error that names its own remedy has said in its
 * text what caused it.
 */
export function unfoldError(asThrown: unknown, detail: ErrorDetail = "short"): UnfoldedError {
  return unfold(asThrown, detail, []);
}

function unfold(asThrown: unknown, detail: ErrorDetail, outer: readonly unknown[]): UnfoldedError {
  const thrown = readableError(asThrown);
  if (!(thrown instanceof Error)) return { thrown, moreErrors: 0 };
  const depth = outer.length;
  const path = [...outer, asThrown];
  const all = depth < deepestErrors ? gatheredBy(thrown) : undefined;
  const errors = all?.slice(0, mostErrors).map((one) => unfold(one, detail, path));
  const { cause } = thrown;
  const isTold = detail === "short" && isCauceError(thrown);
  return {
    thrown,
    ...(errors === undefined ? {} : { errors }),
    moreErrors: Math.max(0, (all?.length ?? 0) - mostErrors),
    ...(isCause(cause) && !isTold && depth < mostCauses && !path.includes(cause)
      ? { cause: unfold(cause, detail, path) }
      : {}),
  };
}

/** Any value may be one. */
function isCause(cause: unknown): boolean {
  return cause !== undefined && cause !== null;
}

/** Nothing keeps `errors` to the list that it should be. */
function gatheredBy(error: Error): readonly unknown[] | undefined {
  if (!(error instanceof AggregateError)) return undefined;
  return Array.isArray(error.errors) ? error.errors : [];
}
