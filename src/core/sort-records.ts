import { z } from "zod";

/**
 * The value with the keys of every `z.record` in it sorted, so that a dictionary has one text
 * whatever the order in which it was written. Objects keep the order of their schema.
 */
export function sortRecords(schema: unknown, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (schema instanceof z.ZodRecord) return sorted(schema.def.valueType, value);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((item) => sortRecords(schema.def.element, item));
  if (schema instanceof z.ZodObject) return mapMembers(value, (name) => schema.def.shape[name]);
  if (schema instanceof z.ZodType && "innerType" in schema.def)
    return sortRecords(schema.def.innerType, value);
  return value;
}

function sorted(valueSchema: unknown, value: object): object {
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return mapMembers(Object.fromEntries(entries), () => valueSchema);
}

function mapMembers(value: object, schemaOf: (name: string) => unknown): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, sortRecords(schemaOf(name), member)]),
  );
}
