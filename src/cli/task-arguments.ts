import { z } from "zod";
import { CauceError } from "../core/errors.ts";
import {
  type ParameterSchema,
  type ParameterShape,
  parameterDefault,
  parameterTraits,
} from "../core/parameters.ts";
import { readableValue } from "../core/readable-value.ts";

/** Turns `--seed 7 --model '{"kind":"knn"}'` into what a task's constructor takes; zod checks it there. */
export function parseTaskArguments(
  family: string,
  shape: ParameterShape,
  words: readonly string[],
): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(word);
    if (match === null)
      throw new CauceError(
        "unexpected-argument",
        `\`${word}\` was not expected. Parameters of \`${family}\` are written as \`--name value\`.`,
      );
    const name = findParameter(match[1] ?? "", family, shape);
    const schema = shape[name] as ParameterSchema;
    let value = match[2];
    if (
      value === undefined &&
      !(isBoolean(schema) && (words[at + 1] === undefined || words[at + 1]?.startsWith("--")))
    )
      value = words[++at];
    if (value === undefined && !isBoolean(schema))
      throw new CauceError(
        "missing-value",
        `\`--${match[1]}\` needs a value: ${describeType(schema)}.`,
      );
    given[name] = value === undefined ? true : parseValue(name, family, schema, value);
  }
  return given;
}

/** What `--help` says of a task's parameters: a line each. */
export function describeParameters(shape: ParameterShape): string[] {
  const rows = Object.entries(shape).map(([name, schema]) => {
    const { description } = parameterTraits(schema);
    const standard = parameterDefault(schema);
    const shown = standard === undefined ? "required" : `default ${readableValue(standard)}`;
    return [
      `--${kebab(name)} <${describeType(schema)}>`,
      `${description === undefined ? "" : `${description}; `}${z.safeParse(schema, undefined).success ? shown.replace("required", "optional") : shown}`,
    ];
  });
  const width = Math.max(0, ...rows.map(([flag = ""]) => flag.length));
  return rows.map(([flag = "", text = ""]) => `  ${flag.padEnd(width)}  ${text}`);
}

/** The type of a parameter in a few words: "integer", "number", "string", "JSON". */
export function describeType(schema: ParameterSchema): string {
  const { type, enum: choices } = jsonSchema(schema);
  if (Array.isArray(choices)) return choices.join("|");
  return typeof type === "string" && type !== "object" && type !== "array" ? type : "JSON";
}

function findParameter(flag: string, family: string, shape: ParameterShape): string {
  const camel = flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const name = [flag, camel].find((candidate) => Object.hasOwn(shape, candidate));
  if (name !== undefined) return name;
  const known = Object.keys(shape).map((candidate) => `\`--${kebab(candidate)}\``);
  const list = known.length === 0 ? "it takes no parameters" : `it has ${known.join(", ")}`;
  throw new CauceError(
    "unknown-parameter",
    `\`--${flag}\` is no parameter of \`${family}\`: ${list}.`,
  );
}

function parseValue(name: string, family: string, schema: ParameterSchema, text: string): unknown {
  const { type } = jsonSchema(schema);
  if (type === "string") return text;
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (type === "object" || type === "array") {
      throw new CauceError(
        "bad-parameter",
        `\`${family}\`: parameter \`${name}\`: \`${text}\` is not JSON. Expected ${type === "array" ? "a list such as '[1, 2]'" : `a structure such as '{"key": "value"}'`} in single quotes.`,
        { cause },
      );
    }
    return text;
  }
}

function isBoolean(schema: ParameterSchema): boolean {
  return jsonSchema(schema).type === "boolean";
}

function jsonSchema(schema: ParameterSchema): { type?: unknown; enum?: unknown } {
  try {
    const found: Record<string, unknown> = z.toJSONSchema(schema, {
      io: "input",
      unrepresentable: "any",
    });
    return found;
  } catch {
    return {};
  }
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
