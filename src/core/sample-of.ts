import { choicesOf, type JsonSchema } from "./json-schema.ts";

const texts: Readonly<Record<string, string>> = {
  date: "2026-01-31",
  "date-time": "2026-01-31T12:00:00Z",
  time: "12:00:00",
  email: "name@example.org",
  uri: "https://example.org",
};

/** Some value of a schema, to show how one is written. What a pattern wants is not made up. */
export function sampleOf(schema: JsonSchema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [choice] = choicesOf(schema) ?? [];
  if (choice !== undefined) return sampleOf(choice);
  switch (schema.type) {
    case "integer":
    case "number":
      return sampleNumber(schema);
    case "string":
      return texts[schema.format ?? ""] ?? "text".padEnd(schema.minLength ?? 0, "s");
    case "boolean":
      return true;
    case "array":
      return sampleList(schema);
    case "object":
      return sampleRecord(schema);
    default:
      return undefined;
  }
}

function sampleNumber(schema: JsonSchema): number | undefined {
  const { minimum = -Infinity, maximum = Infinity } = schema;
  const { exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = schema;
  return [5, 0.5, minimum, maximum, exclusiveMinimum + 1, exclusiveMaximum - 1].find(
    (one) =>
      one >= minimum &&
      one <= maximum &&
      one > exclusiveMinimum &&
      one < exclusiveMaximum &&
      (schema.type === "number" || Number.isInteger(one)),
  );
}

function sampleList({ prefixItems, items, minItems = 1 }: JsonSchema): unknown[] {
  if (prefixItems !== undefined) return prefixItems.map(sampleOf);
  return Array.from({ length: Math.max(1, minItems) }, () => sampleOf(items ?? {}));
}

/** What has a default may be left out. */
function sampleRecord({ properties = {}, required = [] }: JsonSchema): Record<string, unknown> {
  return Object.fromEntries(
    required.map((name) => [name, sampleOf(properties[name] ?? {})] as const),
  );
}
