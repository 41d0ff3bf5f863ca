import { z } from "zod";
import {
  type ParameterSchema,
  type ParameterShape,
  parameterDefault,
  parameterTraits,
} from "../core/parameters.ts";
import { readableValue } from "../core/readable-value.ts";
import { describeStructure, describeType } from "./describe-type.ts";
import { flagOf } from "./task-arguments.ts";

/**
 * What `--help` says of a task's parameters: a line each, and below it a line for each shape that
 * a structure can have. `ownFlags` are the command's, behind which a parameter of one name hides.
 */
export function describeParameters(
  shape: ParameterShape,
  ownFlags: ReadonlySet<string> = new Set(),
): string[] {
  const rows = Object.entries(shape).map(([name, schema]) => ({
    flag: `${ownFlags.has(flagOf(name)) ? "-- " : ""}${flagOf(name)} <${describeType(schema)}>`,
    text: describeMeaning(schema),
    structure: describeStructure(schema),
  }));
  const width = Math.max(0, ...rows.map(({ flag }) => flag.length));
  return rows.flatMap(({ flag, text, structure }) => [
    `  ${flag.padEnd(width)}  ${text}`,
    ...structure.map((line) => `      ${line}`),
  ]);
}

function describeMeaning(schema: ParameterSchema): string {
  const { description } = parameterTraits(schema);
  return [...(description === undefined ? [] : [description]), describeDefault(schema)].join("; ");
}

function describeDefault(schema: ParameterSchema): string {
  const standard = parameterDefault(schema);
  if (standard === undefined)
    return z.safeParse(schema, undefined).success ? "optional" : "required";
  return `default ${parameterTraits(schema).private ? "•••" : writtenValue(standard)}`;
}

/** As it can be given to the command again: a structure is JSON. */
function writtenValue(value: unknown): string {
  const isStructure = typeof value === "object" && z.json().safeParse(value).success;
  return isStructure ? JSON.stringify(value) : readableValue(value);
}
