import { z } from "zod";
import type { ParameterSchema } from "./parameters.ts";

/** What is read of a JSON schema where a parameter is described in words. */
export interface JsonSchema {
  readonly type?: unknown;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly format?: string;
  readonly minLength?: number;
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
export function choicesOf(schema: JsonSchema): readonly JsonSchema[] | undefined {
  const { anyOf, oneOf, type, ...rest } = schema;
  // A union of plain types is written `type: ["number", "null"]`.
  if (Array.isArray(type))
    return type.map((one: unknown) => ({ ...rest, type: one, default: undefined }));
  return (anyOf ?? oneOf)?.flatMap((choice) => choicesOf(choice) ?? [choice]);
}

/** What may stand at a place inside a value of a schema: one for each alternative that has the place. */
export function schemasAt(schema: JsonSchema, path: readonly PropertyKey[]): readonly JsonSchema[] {
  return path.reduce<readonly JsonSchema[]>(
    (found, key) => found.flatMap((one) => membersAt(one, key)),
    choicesOf(schema) ?? [schema],
  );
}

function membersAt(schema: JsonSchema, key: PropertyKey): readonly JsonSchema[] {
  const { properties, prefixItems, items } = schema;
  const member =
    typeof key === "number" ? (prefixItems?.[key] ?? items) : properties?.[String(key)];
  return member === undefined ? [] : (choicesOf(member) ?? [member]);
}
