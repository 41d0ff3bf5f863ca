import { z } from "zod";
import type { ParameterSchema } from "./parameters.ts";

/** What is read of a JSON schema where a parameter is described in words. */
export interface JsonSchema {
  readonly type?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
}

/** A parameter as JSON schema knows it, by what it takes; empty for what has no such schema. */
export function jsonSchemaOf(schema: ParameterSchema): JsonSchema {
  try {
    return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  } catch {
    return {};
  }
}

/** The alternatives of a union, also of one inside another; undefined for what is no union. */
export function choicesOf({ anyOf, oneOf }: JsonSchema): readonly JsonSchema[] | undefined {
  return (anyOf ?? oneOf)?.flatMap((choice) => choicesOf(choice) ?? [choice]);
}
