import { CauceError, type CodeLocation, isCauceError } from "./errors.ts";
import { readableError } from "./readable-error.ts";

/** An error as data. A clone of one loses its code, its place and, but for those of the language, its name. */
export interface PackedError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly location?: CodeLocation;
  readonly cause?: PackedError;
}

const mostCauses = 5;

/** Whatever was thrown, for another thread. */
export function packError(thrown: unknown, depth = 0): PackedError {
  const error = readableError(thrown);
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message, stack, cause } = error;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const location = isCauceError(error) ? error.location : undefined;
  const isTold = cause !== undefined && cause !== null && depth < mostCauses;
  return {
    name: String(name),
    message: String(message),
    ...(stack === undefined ? {} : { stack: String(stack) }),
    ...(code === undefined ? {} : { code }),
    ...(location === undefined ? {} : { location }),
    ...(isTold ? { cause: packError(cause, depth + 1) } : {}),
  };
}

/** The error in the thread that it was sent to. */
export function unpackError({ name, message, stack, code, location, cause }: PackedError): Error {
  const options = cause === undefined ? {} : { cause: unpackError(cause) };
  const error =
    name === "CauceError" && code !== undefined
      ? new CauceError(code, message, {
          ...options,
          ...(location === undefined ? {} : { location }),
        })
      : Object.assign(new Error(message, options), { name }, code === undefined ? {} : { code });
  if (stack !== undefined) error.stack = stack;
  return error;
}
