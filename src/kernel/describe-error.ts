import { existsSync } from "node:fs";
import { frameAt } from "../core/code-frame.ts";
import { type ErrorDetail, listFrames } from "../core/error-detail.ts";
import { type CodeLocation, isCauceError } from "../core/errors.ts";
import { readableError } from "../core/readable-error.ts";
import { relativePathHint } from "../core/relative-path-hint.ts";
import { findUserFrames } from "../core/source-places.ts";
import { type UnfoldedError, unfoldError } from "../core/unfold-error.ts";
import { cutText } from "../render/format-value.ts";
import { renderCodeFrame } from "../render/render-code-frame.ts";
import { CellFailure, capitalise } from "./cell-failure.ts";
import { presentText } from "./present-text.ts";

export interface DescribedError {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

const mostFrames = 8;
/** An error is saved in the notebook, its message twice. */
const longestText = 20_000;

/**
 * An error as a cell shows it: the message first, then the places in the cells that it went through
 * and the code around the innermost; frames of ours or Node's only where `detail` asks for them.
 */
export function describeError(thrown: unknown, detail: ErrorDetail = "short"): DescribedError {
  const error = readableError(thrown);
  if (error instanceof CellFailure)
    return {
      ename: error.ename,
      evalue: error.message.split("\n")[0] ?? "",
      traceback: [`${error.ename}: ${error.message}`],
    };
  if (!(error instanceof Error))
    return {
      ename: "Error",
      evalue: `a value that is no Error was thrown: ${textOf(error)}`,
      traceback: [`Uncaught ${textOf(error)}`],
    };
  const [ename, evalue] = [textOf(error.name), messageOf(error)];
  const places = detail === "full" ? placesAndStack : placesWithCode;
  return {
    ename,
    evalue,
    traceback: [
      `${ename}: ${evalue}`,
      ...places(error),
      ...behind(unfoldError(error, detail), places),
    ],
  };
}

/** The places of an error and of what is behind it, a line each. */
export function describePlaces(error: Error): string[] {
  return [...placesOf(error), ...behind(unfoldError(error), placesOf)].map((line) => line.trim());
}

function locationsOf(error: Error): { readonly location: CodeLocation; readonly name?: string }[] {
  if (isCauceError(error) && error.location !== undefined) return [{ location: error.location }];
  return findUserFrames(stackOf(error))
    .slice(0, mostFrames)
    .map(({ location, name }) =>
      name === undefined || name.includes("eval") ? { location } : { location, name },
    );
}

function placesOf(error: Error): string[] {
  return locationsOf(error).map(({ location: { place, line }, name }) => {
    const where = `${capitalise(place)}${line === undefined ? "" : `, line ${line}`}`;
    return `    at ${name === undefined ? "" : `${name}, `}${where}`;
  });
}

/** The lines around the innermost place stand right below it. */
function placesWithCode(error: Error): string[] {
  const [first, ...others] = placesOf(error);
  const [innermost] = locationsOf(error);
  if (first === undefined || innermost === undefined) return [];
  const frame = frameAt(innermost.location);
  const code = frame === undefined ? [] : renderCodeFrame(frame);
  return [first, ...code.map((line) => `    ${line}`), ...others];
}

function placesAndStack(error: Error): string[] {
  const frames = listFrames(stackOf(error)).map((line) => `    ${line}`);
  return [...placesWithCode(error), ...(frames.length === 0 ? [] : ["Full stack:", ...frames])];
}

/** Nothing keeps a stack to the text that it should be. */
function stackOf({ stack }: { readonly stack?: unknown }): string {
  return typeof stack === "string" ? stack : "";
}

function messageOf(error: Error): string {
  const hint = relativePathHint(error, existsSync);
  return hint === undefined ? textOf(error.message) : `${textOf(error.message)}. ${hint}`;
}

/** What was thrown instead of an error, or stands in the place of its name, in a few lines. */
function textOf(thrown: unknown): string {
  return typeof thrown === "string"
    ? cutText(thrown, longestText)
    : cutText(presentText(thrown), 1_000);
}

type Describe = (error: Error) => string[];

/** The errors that an error gathers, one after another, and what caused it. */
function behind({ errors = [], moreErrors, cause }: UnfoldedError, describe: Describe): string[] {
  const all = errors.length + moreErrors;
  return [
    ...errors.flatMap((one, at) => tell(`Error ${at + 1} of ${all}:`, one, describe)),
    ...(moreErrors > 0 ? [`… and ${moreErrors} more`] : []),
    ...(cause === undefined ? [] : tell("Caused by", cause, describe)),
  ];
}

function tell(lead: string, unfolded: UnfoldedError, describe: Describe): string[] {
  const { thrown } = unfolded;
  if (!(thrown instanceof Error)) return [`${lead} ${textOf(thrown)}`];
  const head = `${lead} ${textOf(thrown.name)}: ${messageOf(thrown)}`;
  return [head, ...describe(thrown), ...behind(unfolded, describe)];
}
