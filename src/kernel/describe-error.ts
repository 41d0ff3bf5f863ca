import { isCauceError } from "../core/errors.ts";
import { findUserFrames } from "../core/source-places.ts";
import { CellFailure, capitalise } from "./cell-failure.ts";

export interface DescribedError {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

const mostFrames = 8;

/** An error as a cell shows it: the message first, then the places in the cells that it went through; no frames of ours or Node's. */
export function describeError(error: unknown): DescribedError {
  if (error instanceof CellFailure)
    return {
      ename: error.ename,
      evalue: error.message.split("\n")[0] ?? "",
      traceback: [`${error.ename}: ${error.message}`],
    };
  if (!(error instanceof Error))
    return {
      ename: "Error",
      evalue: `a value that is no Error was thrown: ${String(error)}`,
      traceback: [`Uncaught ${String(error)}`],
    };
  const head = `${error.name}: ${error.message}`;
  const code = isCauceError(error) ? ` [${error.code}]` : "";
  return {
    ename: error.name,
    evalue: error.message,
    traceback: [`${head}${code}`, ...placesOf(error), ...causesOf(error)],
  };
}

function placesOf(error: Error): string[] {
  if (isCauceError(error) && error.location !== undefined) {
    const { place, line } = error.location;
    return [`    at ${capitalise(place)}${line === undefined ? "" : `, line ${line}`}`];
  }
  return findUserFrames(error.stack ?? "")
    .slice(0, mostFrames)
    .map(
      ({ location, name }) =>
        `    at ${name === undefined || name.includes("eval") ? "" : `${name}, `}${capitalise(location.place)}, line ${location.line}`,
    );
}

function causesOf(error: Error): string[] {
  if (!(error.cause instanceof Error) || isCauceError(error)) return [];
  return [`Caused by ${error.cause.name}: ${error.cause.message}`, ...placesOf(error.cause)];
}
