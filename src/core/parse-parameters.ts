import { z } from "zod";
import { correctGiven } from "./correct-given.ts";
import { CauceError } from "./errors.ts";
import { type ParameterShape, parameterTraits } from "./parameters.ts";
import { readableValue } from "./readable-value.ts";
import { sortRecords } from "./sort-records.ts";
import { valueAt, type WriteParameter, writeProperty } from "./write-property.ts";

const schemas = new WeakMap<ParameterShape, z.ZodObject<z.core.$ZodLooseShape>>();

/** One for each shape: making a schema costs a hundred times what checking a value against it does. */
function schemaOf(shape: ParameterShape): z.ZodObject<z.core.$ZodLooseShape> {
  const known = schemas.get(shape);
  if (known !== undefined) return known;
  const made = z.strictObject(shape);
  schemas.set(shape, made);
  return made;
}

/** Checks what a caller passed; every problem is named in one error, with what to write instead. */
export function parseParameters(
  family: string,
  shape: ParameterShape,
  given: unknown,
): Record<string, unknown> {
  const schema = schemaOf(shape);
  const result = schema.safeParse(given ?? {});
  if (result.success) return sortRecords(schema, result.data) as Record<string, unknown>;
  throw wrongParameters(family, result.error.issues, { shape, given, write: writeProperty });
}

/**
 * Refuses wrong values in the words of whoever gave them, before a constructor is asked. What is
 * missing is left to that: it may add some itself.
 */
export function assertGiven(
  family: string,
  shape: ParameterShape,
  given: Readonly<Record<string, unknown>>,
  write: WriteParameter,
): void {
  const { error } = schemaOf(shape).safeParse(given);
  const issues = error?.issues.filter(({ path }) => Object.hasOwn(given, String(path[0]))) ?? [];
  if (issues.length > 0) throw wrongParameters(family, issues, { shape, given, write });
}

/** What is wrong with a value that a form holds, or with a member of it. */
export interface ParameterProblem {
  readonly path: readonly string[];
  /** What was found and what was expected: "is 0: expected number to be >=1". */
  readonly text: string;
}

/** The problems that `parseParameters` would name in its error, each by itself; none where it is well. */
export function findParameterProblems(shape: ParameterShape, given: unknown): ParameterProblem[] {
  const { error } = schemaOf(shape).safeParse(given);
  return (error?.issues ?? []).map((issue) => ({
    path: issue.path.map(String),
    text:
      issue.code === "unrecognized_keys"
        ? issue.message
        : `${describeFound(issue, given)}: ${expected(issue)}`,
  }));
}

interface Asked {
  readonly shape: ParameterShape;
  readonly given: unknown;
  readonly write: WriteParameter;
}

function wrongParameters(family: string, issues: readonly z.core.$ZodIssue[], asked: Asked) {
  const lines = issues.map((issue) => describeIssue(issue, asked));
  return new CauceError("bad-parameter", `\`${family}\`: ${lines.join("; ")}`);
}

function describeIssue(issue: z.core.$ZodIssue, asked: Asked): string {
  const { shape, given } = asked;
  if (issue.code === "unrecognized_keys" && issue.path.length === 0) {
    const known = Object.keys(shape);
    const list =
      known.length === 0
        ? "it takes no parameters"
        : `it has ${known.map((name) => `\`${name}\``).join(", ")}`;
    return `unknown parameter ${issue.keys.map((key) => `\`${key}\``).join(", ")}; ${list}`;
  }
  const path = issue.path.map(String).join(".");
  if (path === "") return issue.message;
  const schema = shape[String(issue.path[0])];
  if (schema !== undefined && parameterTraits(schema).private)
    return `parameter \`${path}\` does not fit: ${expected(issue)}`;
  return `parameter \`${path}\` ${describeFound(issue, given)}: ${expected(issue)}${remedy(issue, asked)}`;
}

const longestFound = 60;

function describeFound({ path }: z.core.$ZodIssue, given: unknown): string {
  const found = valueAt(path, given);
  if (found === undefined) return "is missing";
  const text = typeof found === "string" ? JSON.stringify(found) : readableValue(found);
  return `is ${text.length > longestFound ? `${text.slice(0, longestFound)}…` : text}`;
}

/** The category in front and the type received say nothing that the value itself does not. */
function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_union" && issue.errors.length > 0)
    return [...new Set(issue.errors.flatMap(([first]) => (first ? [expected(first)] : [])))]
      .join(" or ")
      .replaceAll(" or expected ", " or ");
  return issue.message
    .replace(/^(?:Invalid input|Too small|Too big|Invalid option): /, "")
    .replace(/^Invalid discriminator value. E/, "e")
    .replace(/, received [\w ]+$/, "")
    .replace(/^expected int$/, "expected a whole number");
}

const longestRemedy = 100;

function remedy(issue: z.core.$ZodIssue, { shape, given, write }: Asked): string {
  const corrected = correctGiven(issue, schemaOf(shape), given);
  const text = corrected === undefined ? undefined : write(issue.path, corrected);
  return text === undefined || text.length > longestRemedy ? "" : `, for example \`${text}\``;
}
