import type { z } from "zod";
import { type JsonSchema, jsonSchemaOf, schemasAt } from "./json-schema.ts";
import { sortByLikeness } from "./nearest-name.ts";
import { sampleOf } from "./sample-of.ts";
import { valueAt } from "./write-property.ts";

type Path = readonly PropertyKey[];

/**
 * What was given, with a value in the place of a wrong one that the schema takes: the one that was
 * probably meant, or the nearest, or any. Undefined where none is found.
 */
export function correctGiven(issue: z.core.$ZodIssue, schema: z.ZodType, given: unknown): unknown {
  const { path } = issue;
  const found = valueAt(path, given);
  const asked = schemasAt(jsonSchemaOf(schema), path);
  for (const value of candidates(issue, found, asked)) {
    const corrected = replaceAt(given ?? {}, path, value);
    const { error } = schema.safeParse(corrected);
    const isLeft = error?.issues.some((other) => path.every((key, at) => other.path[at] === key));
    if (isLeft !== true) return corrected;
  }
  return undefined;
}

function* candidates(
  issue: z.core.$ZodIssue,
  found: unknown,
  asked: readonly JsonSchema[],
): Generator<unknown> {
  const choices = choicesIn(issue);
  if (choices.length > 0) yield* nearestFirst(found, choices);
  if (issue.code === "unrecognized_keys")
    yield Object.fromEntries(
      Object.entries(found as object).filter(([key]) => !issue.keys.includes(key)),
    );
  if (found !== undefined) yield* asOtherTypes(found);
  if (issue.code === "too_small") yield* [Number(issue.minimum), Number(issue.minimum) + 1];
  if (issue.code === "too_big") yield* [Number(issue.maximum), Number(issue.maximum) - 1];
  if (issue.code === "not_multiple_of" && typeof found === "number")
    yield Math.round(found / issue.divisor) * issue.divisor;
  yield* asked.flatMap((one) => ("default" in one ? [one.default] : []));
  yield* asked.map(sampleOf);
}

function choicesIn(issue: z.core.$ZodIssue): readonly unknown[] {
  switch (issue.code) {
    case "invalid_value":
      return issue.values;
    case "invalid_union":
      return "options" in issue && Array.isArray(issue.options)
        ? issue.options
        : issue.errors.flatMap((one) => one.flatMap(choicesIn));
    default:
      return [];
  }
}

function nearestFirst(found: unknown, choices: readonly unknown[]): unknown[] {
  const byName = new Map(choices.map((choice) => [String(choice), choice]));
  if (typeof found !== "string") return [...choices];
  return sortByLikeness(found, [...byName.keys()]).map((name) => byName.get(name));
}

/** `"5"` was meant as 5, `5` as "5", and a single value as a list of one. */
function* asOtherTypes(found: unknown): Generator<unknown> {
  if (typeof found === "string" && found.trim() !== "") yield Number(found);
  if (typeof found === "string" && /^(?:yes|on|true)$/i.test(found)) yield true;
  if (typeof found === "string" && /^(?:no|off|false)$/i.test(found)) yield false;
  if (Number.isFinite(found)) yield* [Math.round(Number(found)), BigInt(Math.round(Number(found)))];
  if (typeof found === "number") yield String(found);
  yield [found];
}

function replaceAt(target: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const member = replaceAt(valueAt([key], target), rest, value);
  return Array.isArray(target)
    ? Object.assign([...target], { [key]: member })
    : Object.assign({}, target, { [key]: member });
}
