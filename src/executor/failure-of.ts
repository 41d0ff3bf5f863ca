import { inspect } from "node:util";
import { frameAt } from "../core/code-frame.ts";
import { type CodeLocation, isCauceError } from "../core/errors.ts";
import type { TaskFailure } from "../core/event.ts";
import { findUserFrames } from "../core/source-places.ts";

const mostCauses = 5;
const mostErrors = 5;
const deepestErrors = 2;

/** An error of the user's code as data, with the place in the cell where it was thrown. */
export function failureOf(error: unknown, depth = 0): TaskFailure {
  if (!(error instanceof Error))
    return { name: "Error", message: `a value that is no Error was thrown: ${describe(error)}` };
  const stack = textOf(error.stack);
  const at =
    isCauceError(error) && error.location !== undefined
      ? error.location
      : findUserFrames(stack)[0]?.location;
  return {
    name: textOf(error.name),
    message: textOf(error.message),
    ...("code" in error && typeof error.code === "string" ? { code: error.code } : {}),
    ...(at === undefined ? {} : placed(at)),
    ...gatheredBy(error, depth),
    ...causeOf(error, depth),
    stack,
  };
}

/** Nothing keeps what throws to the types that it should have, and a failure is to be data. */
function textOf(part: unknown): string {
  return typeof part === "string" ? part : part === undefined ? "" : describe(part);
}

function describe(value: unknown): string {
  return typeof value === "object" && value !== null
    ? inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY })
    : String(value);
}

/** A failure that came from a thread, where nothing is known of the lines of cells. */
export function placeFailure(failure: TaskFailure): TaskFailure {
  const { place, stack, cause, errors } = failure;
  const at =
    place === undefined && stack !== undefined ? findUserFrames(stack)[0]?.location : undefined;
  return {
    ...failure,
    ...(at === undefined ? {} : placed(at)),
    ...(errors === undefined ? {} : { errors: errors.map(placeFailure) }),
    ...(cause === undefined ? {} : { cause: placeFailure(cause) }),
  };
}

function placed(at: CodeLocation): Pick<TaskFailure, "place" | "line" | "column" | "frame"> {
  const frame = frameAt(at);
  return { ...at, ...(frame === undefined ? {} : { frame }) };
}

function gatheredBy(error: Error, depth: number): Pick<TaskFailure, "errors" | "moreErrors"> {
  if (!(error instanceof AggregateError) || depth >= deepestErrors) return {};
  const all: readonly unknown[] = Array.isArray(error.errors) ? error.errors : [];
  const errors = all.slice(0, mostErrors).map((one) => failureOf(one, depth + 1));
  const more = all.length - errors.length;
  return { errors, ...(more > 0 ? { moreErrors: more } : {}) };
}

/** An error that names its own remedy has said in its text what caused it. */
function causeOf(error: Error, depth: number): Pick<TaskFailure, "cause"> {
  if (isCauceError(error) || !(error.cause instanceof Error) || depth >= mostCauses) return {};
  return { cause: failureOf(error.cause, depth + 1) };
}
