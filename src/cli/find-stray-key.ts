import { choicesOf, type JsonSchema } from "../core/json-schema.ts";

/** A key that no alternative of a schema knows, and those that stand in its place. */
export interface StrayKey {
  readonly path: readonly string[];
  readonly known: readonly string[];
}

/**
 * The first key of a structure that its schema would drop without a word: a misspelt
 * hyperparameter would leave the default in force. Undefined also where any key is allowed.
 */
export function findStrayKey(schema: JsonSchema, value: unknown): StrayKey | undefined {
  const choices = (choicesOf(schema) ?? [schema]).filter((choice) => isMeant(choice, value));
  if (Array.isArray(value)) return findInList(choices, value);
  if (!isRecord(value) || choices.length === 0 || !choices.every(isClosed)) return undefined;
  const known = [...new Set(choices.flatMap(({ properties = {} }) => Object.keys(properties)))];
  // What fits no alternative at all is zod's to refuse.
  if (known.length === 0) return undefined;
  for (const [key, member] of Object.entries(value)) {
    if (!known.includes(key)) return { path: [key], known };
    const members = choices.flatMap(({ properties }) => properties?.[key] ?? []);
    const found = findStrayKey({ anyOf: members }, member);
    if (found !== undefined) return { ...found, path: [key, ...found.path] };
  }
  return undefined;
}

function findInList(choices: readonly JsonSchema[], list: readonly unknown[]) {
  const items = choices.flatMap((choice) => choice.items ?? []);
  for (const [at, member] of list.entries()) {
    const found = findStrayKey({ anyOf: items }, member);
    if (found !== undefined) return { ...found, path: [String(at), ...found.path] };
  }
  return undefined;
}

/** Of a union the alternatives that the value names: `"kind": "knn"` leaves those of that kind. */
function isMeant({ properties = {} }: JsonSchema, value: unknown): boolean {
  if (!isRecord(value)) return true;
  return Object.entries(properties).every(
    ([name, member]) =>
      member.const === undefined || !Object.hasOwn(value, name) || value[name] === member.const,
  );
}

function isClosed({ type, properties, additionalProperties }: JsonSchema): boolean {
  const isOther = typeof type === "string" && type !== "object";
  return isOther || (properties !== undefined && (additionalProperties ?? false) === false);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
