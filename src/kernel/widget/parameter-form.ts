import { z } from "zod";
import { jsonSchemaOf } from "../../core/json-schema.ts";
import { type ParameterSchema, parameterTraits } from "../../core/parameters.ts";
import { classOf, type Task } from "../../core/task.ts";
import { isRecord } from "./fits-schema.ts";
import type { FieldsPart, FormField } from "./form-part.ts";
import { makeFormPart, makeOptionalPart } from "./make-form-part.ts";

const longestValue = 4_000;

/**
 * What a form asks for the parameters of a task; it begins with those of the task. A private one is
 * left out, because its value stays off pages, and so is what JSON cannot say: the task keeps both.
 */
export function parameterForm(task: Task): FieldsPart {
  const given = isRecord(task.given) ? task.given : {};
  const fields = Object.entries(classOf(task).parameters).flatMap(([name, schema]) => {
    const field = makeField(name, schema, given[name]);
    return field === undefined ? [] : [field];
  });
  return { asks: "fields", fields };
}

function makeField(name: string, schema: ParameterSchema, given: unknown): FormField | undefined {
  const { private: isPrivate, description = "" } = parameterTraits(schema);
  if (isPrivate) return undefined;
  const described = jsonSchemaOf(schema);
  const value = given === undefined ? described.default : jsonOf(given);
  if (value === undefined) {
    const isKnown = given === undefined && Object.keys(described).length > 1;
    if (!isKnown || !z.safeParse(schema, undefined).success) return undefined;
    return { name, description, part: makeOptionalPart(described, undefined) };
  }
  // A date, say, is a text in JSON, which its own schema would refuse.
  if (!z.safeParse(schema, value).success) return undefined;
  return { name, description, part: makeFormPart(described, value) };
}

/** Undefined for what no form can hold. */
function jsonOf(value: unknown): unknown {
  try {
    const text = JSON.stringify(value);
    return text === undefined || text.length > longestValue ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
