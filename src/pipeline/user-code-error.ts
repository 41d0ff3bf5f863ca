import { CauceError, isCauceError } from "../core/errors.ts";
import { failureOf } from "../executor/failure-of.ts";

/**
 * What a person is told when their own code threw outside of `run()`: `what` says which code,
 * the text goes on with where it was thrown and what. The error's own code stays where it has one.
 */
export function userCodeError(code: string, what: string, thrown: unknown): CauceError {
  const { name, message, place, line } = failureOf(thrown);
  const where =
    place === undefined ? "" : ` (${place}${line === undefined ? "" : `, line ${line}`})`;
  const kind = name === "Error" || name === "CauceError" ? "" : `${name}: `;
  const remedy =
    name === "ReferenceError"
      ? ". Nothing declares it now: run the cell that does, or correct the name."
      : "";
  return new CauceError(
    isCauceError(thrown) ? thrown.code : code,
    `${what} threw${where}: ${kind}${message}${remedy}`,
    {
      cause: thrown,
      ...(place === undefined
        ? {}
        : { location: { place, ...(line === undefined ? {} : { line }) } }),
    },
  );
}
