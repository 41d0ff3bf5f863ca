import { CauceError } from "../core/errors.ts";
import { jsonSchemaOf } from "../core/json-schema.ts";
import { sortByLikeness } from "../core/nearest-name.ts";
import type { ParameterSchema, ParameterShape } from "../core/parameters.ts";
import { assertGiven } from "../core/parse-parameters.ts";
import { valueAt, type WriteParameter } from "../core/write-property.ts";
import { describeType } from "./describe-type.ts";
import { findStrayKey } from "./find-stray-key.ts";

/** Turns `--seed 7 --model '{"kind":"knn"}'` into what a task's constructor takes; zod checks it there. */
export function parseTaskArguments(
  family: string,
  shape: ParameterShape,
  words: readonly string[],
): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") continue;
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(word);
    if (match === null)
      throw new CauceError(
        "unexpected-argument",
        `\`${word}\` was not expected. Parameters of \`${family}\` are written as \`--name value\`.`,
      );
    const name = findParameter(match[1] ?? "", family, shape);
    const schema = shape[name] as ParameterSchema;
    const next = words[at + 1];
    // A value that looks like a flag is written as `--name=--value`.
    const follows = next !== undefined && !next.startsWith("--");
    const value = match[2] ?? (follows ? words[++at] : undefined);
    if (value === undefined && !isBoolean(schema))
      throw new CauceError(
        "missing-value",
        `\`--${match[1]}\` needs a value: ${describeType(schema)}.`,
      );
    given[name] = value === undefined ? true : parseValue(name, family, schema, value);
  }
  assertGiven(family, shape, given, writeFlag);
  return given;
}

/** As words of a command line: `--k 7`. */
const writeFlag: WriteParameter = ([name], given) => {
  const value = valueAt([name ?? ""], given);
  const text =
    typeof value === "string"
      ? value
      : JSON.stringify(value, (_, one) => (typeof one === "bigint" ? undefined : one));
  if (text === undefined || text.includes("'")) return undefined;
  return `${flagOf(String(name))} ${/^[\w.:/@%+=,-]+$/.test(text) ? text : `'${text}'`}`;
};

function findParameter(flag: string, family: string, shape: ParameterShape): string {
  const camel = flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const name = [flag, camel].find((candidate) => Object.hasOwn(shape, candidate));
  if (name !== undefined) return name;
  const known = Object.keys(shape).map((candidate) => `\`${flagOf(candidate)}\``);
  const list = known.length === 0 ? "it takes no parameters" : `it has ${known.join(", ")}`;
  throw new CauceError(
    "unknown-parameter",
    `\`--${flag}\` is no parameter of \`${family}\`: ${list}.`,
  );
}

function parseValue(name: string, family: string, schema: ParameterSchema, text: string): unknown {
  const { type } = jsonSchemaOf(schema);
  if (type === "string") return text;
  try {
    const value: unknown = JSON.parse(text);
    assertKnownKeys(name, family, schema, value);
    return value;
  } catch (cause) {
    if (cause instanceof CauceError) throw cause;
    const isMeant = describeType(schema) === "JSON" && /^\s*[[{]/.test(text);
    if (isMeant || type === "object" || type === "array") {
      throw new CauceError(
        "bad-parameter",
        `\`${family}\`: parameter \`${name}\`: \`${text}\` is not JSON. Expected ${type === "array" ? "a list such as '[1, 2]'" : `a structure such as '{"key": "value"}'`} in single quotes.`,
        { cause },
      );
    }
    return text;
  }
}

function assertKnownKeys(
  name: string,
  family: string,
  schema: ParameterSchema,
  value: unknown,
): void {
  const stray = findStrayKey(jsonSchemaOf(schema), value);
  if (stray === undefined) return;
  const above = [name, ...stray.path.slice(0, -1)];
  const known = sortByLikeness(stray.path.at(-1) ?? "", stray.known);
  throw new CauceError(
    "unknown-parameter",
    `\`${family}\`: \`${[name, ...stray.path].join(".")}\` is no part of the parameter \`${name}\`. There are ${known.map((key) => `\`${[...above, key].join(".")}\``).join(", ")}.`,
  );
}

function isBoolean(schema: ParameterSchema): boolean {
  return jsonSchemaOf(schema).type === "boolean";
}

/** The flag that a parameter is given by: `nEstimators` → `--n-estimators`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
