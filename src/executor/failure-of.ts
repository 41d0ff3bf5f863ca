import { isCauceError } from "../core/errors.ts";
import type { TaskFailure } from "../core/event.ts";
import { findUserFrames } from "../core/source-places.ts";

/** An error of the user's code as data, with the place in the cell where it was thrown. */
export function failureOf(error: unknown): TaskFailure {
  if (!(error instanceof Error))
    return { name: "Error", message: `a value that is no Error was thrown: ${String(error)}` };
  const stack = error.stack ?? "";
  const at =
    isCauceError(error) && error.location !== undefined
      ? error.location
      : findUserFrames(stack)[0]?.location;
  return {
    name: error.name,
    message: error.message,
    ...("code" in error && typeof error.code === "string" ? { code: error.code } : {}),
    ...(at === undefined ? {} : { place: at.place }),
    ...(at?.line === undefined ? {} : { line: at.line }),
    ...(at?.column === undefined ? {} : { column: at.column }),
    stack,
  };
}

/** A failure that came from a thread, where nothing is known of the lines of cells. */
export function placeFailure(failure: TaskFailure): TaskFailure {
  if (failure.place !== undefined || failure.stack === undefined) return failure;
  const at = findUserFrames(failure.stack)[0]?.location;
  return at === undefined ? failure : { ...failure, ...at };
}
