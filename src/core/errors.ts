/** Where in the user's code an error stands. Lines and columns count from 1. */
export interface CodeLocation {
  /** What the person sees as the place: "cell 4", or a file relative to the project's root. */
  readonly place: string;
  readonly line?: number;
  readonly column?: number;
}

/** What every error that a user can meet carries beside its text. */
export interface CauceErrorOptions {
  readonly location?: CodeLocation;
  readonly cause?: unknown;
}

/**
 * An error that a user can meet and repair. Its text gives, in this order, the culprit in
 * backticks, what was found, what was expected and what to do; `code` stays the same when the
 * words change.
 */
export class CauceError extends Error {
  readonly code: string;
  readonly location: CodeLocation | undefined;

  constructor(code: string, message: string, options: CauceErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "CauceError";
    this.code = code;
    this.location = options.location;
  }
}

/** True for errors that name their own remedy, so that no stack needs to be shown. */
export function isCauceError(value: unknown): value is CauceError {
  return value instanceof Error && value.name === "CauceError" && "code" in value;
}
