import { isDeepStrictEqual } from "node:util";
import { choicesOf, type JsonSchema } from "../../core/json-schema.ts";

/** Whether a value has the shape of a schema, so that fields made of it can hold the value whole. */
export function fitsSchema(schema: JsonSchema, value: unknown): boolean {
  if (schema.const !== undefined) return isDeepStrictEqual(schema.const, value);
  if (schema.enum !== undefined) return schema.enum.some((one) => isDeepStrictEqual(one, value));
  const choices = choicesOf(schema);
  if (choices !== undefined) return choices.some((choice) => fitsSchema(choice, value));
  if (!hasType(schema.type, value)) return false;
  if (Array.isArray(value)) return fitsItems(schema, value);
  return !isRecord(value) || fitsMembers(schema, value);
}

function hasType(type: unknown, value: unknown): boolean {
  if (type === undefined) return true;
  if (type === "integer") return Number.isInteger(value);
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isRecord(value);
  return typeof value === String(type);
}

function fitsItems({ items }: JsonSchema, value: readonly unknown[]): boolean {
  return typeof items !== "object" || value.every((item) => fitsSchema(items, item));
}

function fitsMembers(
  { properties, required = [], additionalProperties }: JsonSchema,
  value: Readonly<Record<string, unknown>>,
): boolean {
  if (properties === undefined) return true;
  const isOpen = (additionalProperties ?? false) !== false;
  return (
    required.every((name) => value[name] !== undefined) &&
    Object.entries(value).every(([name, member]) => {
      const schema = properties[name];
      return schema === undefined ? isOpen : member === undefined || fitsSchema(schema, member);
    })
  );
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
