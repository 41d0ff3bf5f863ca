import { existsSync } from "node:fs";
import { inspect } from "node:util";
import { frameAt } from "../core/code-frame.ts";
import { type CodeLocation, isCauceError } from "../core/errors.ts";
import type { TaskFailure } from "../core/event.ts";
import { relativePathHint } from "../core/relative-path-hint.ts";
import { findUserFrames } from "../core/source-places.ts";
import { type UnfoldedError, unfoldError } from "../core/unfold-error.ts";

/** An error of the user's code as data, with the place in the cell where it was thrown. */
export function failureOf(error: unknown): TaskFailure {
  return describeFailure(unfoldError(error));
}

function describeFailure({ thrown: error, errors, moreErrors, cause }: UnfoldedError): TaskFailure {
  if (!(error instanceof Error))
    return { name: "Error", message: `a value that is no Error was thrown: ${describe(error)}` };
  const stack = textOf(error.stack);
  const at =
    isCauceError(error) && error.location !== undefined
      ? error.location
      : findUserFrames(stack)[0]?.location;
  return {
    name: textOf(error.name),
    message: messageOf(error),
    ...("code" in error && typeof error.code === "string" ? { code: error.code } : {}),
    ...(at === undefined ? {} : placed(at)),
    ...(errors === undefined ? {} : { errors: errors.map(describeFailure) }),
    ...(moreErrors === 0 ? {} : { moreErrors }),
    ...(cause === undefined ? {} : { cause: describeCause(cause) }),
    stack,
  };
}

/** Nobody has thrown a cause that is no error. */
function describeCause(cause: UnfoldedError): TaskFailure {
  return cause.thrown instanceof Error
    ? describeFailure(cause)
    : { name: "Error", message: describe(cause.thrown) };
}

/** Where there are no words, those who show it would show a colon and nothing behind it. */
function messageOf(error: Error): string {
  const text = textOf(error.message);
  if (text.trim() === "") return "an error without a message was thrown";
  const hint = relativePathHint(error, existsSync);
  return hint === undefined ? text : `${text}. ${hint}`;
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
