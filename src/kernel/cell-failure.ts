import type { SyntaxProblem } from "../cell/strip-types.ts";
import { cutFrame } from "../core/code-frame.ts";
import { renderCodeFrame } from "../render/render-code-frame.ts";
import { findSyntaxRemedy } from "./language/find-syntax-remedy.ts";
import type { TypeProblem } from "./language/type-checker.ts";

/** One fault of a cell's text, at a place in it. Lines and columns count from 1. */
export interface CellProblem {
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly message: string;
  /** Where it is explained at length. */
  readonly link?: string;
}

/** A cell that cannot be run as it stands: its syntax or its types are wrong. */
export class CellFailure extends Error {
  readonly ename: "SyntaxError" | "TypeScriptError";
  readonly problems: readonly CellProblem[];

  constructor(
    ename: CellFailure["ename"],
    label: string,
    source: string,
    problems: readonly CellProblem[],
  ) {
    super(problems.map((problem) => describeProblem(label, source, problem)).join("\n\n"));
    this.name = ename;
    this.ename = ename;
    this.problems = problems;
  }
}

export function syntaxFailure(
  label: string,
  source: string,
  problems: readonly SyntaxProblem[],
): CellFailure {
  return new CellFailure(
    "SyntaxError",
    label,
    source,
    problems.map((problem) => ({
      ...problem,
      length: 1,
      message: withRemedy(problem.message, findSyntaxRemedy(source, problem)),
    })),
  );
}

export function typeFailure(
  label: string,
  source: string,
  problems: readonly TypeProblem[],
): CellFailure {
  const located = problems.map(({ start, end, message, remedy, code }) => ({
    ...locate(source, start),
    length: Math.max(1, end - start),
    message: withRemedy(`${message} (TS${code})`, remedy),
    link: `https://typescript.tv/errors/#ts${code}`,
  }));
  return new CellFailure("TypeScriptError", label, source, located);
}

function withRemedy(message: string, remedy: string | undefined): string {
  return remedy === undefined ? message : `${message}\n${remedy}`;
}

function locate(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

/** Message first, then the place and the lines around it with the culprit underlined. */
function describeProblem(label: string, source: string, problem: CellProblem): string {
  const { message, line, link } = problem;
  const frame = cutFrame(source, problem);
  return [
    message,
    `${capitalise(label)}, line ${line}`,
    ...(frame === undefined ? [] : renderCodeFrame(frame)),
    ...(link === undefined ? [] : [link]),
  ].join("\n");
}

/** "cell 4" at the head of a sentence; the path of a file stays as it is. */
export function capitalise(place: string): string {
  return /[./]/.test(place) ? place : `${place.slice(0, 1).toUpperCase()}${place.slice(1)}`;
}
