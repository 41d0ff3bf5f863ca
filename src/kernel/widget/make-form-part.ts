import { isDeepStrictEqual } from "node:util";
import { choicesOf, type JsonSchema } from "../../core/json-schema.ts";
import { fitsSchema, isRecord } from "./fits-schema.ts";
import type { FormField, FormPart } from "./form-part.ts";

const deepest = 5;
/** A longer list is quicker to edit as text. */
const mostItems = 24;

/**
 * What a form asks for a value of this schema. Without a value it begins with the default; a value
 * that the fields could not hold is asked for as JSON, so that nothing of it is lost.
 */
export function makeFormPart(schema: JsonSchema, given?: unknown, depth = 0): FormPart {
  const value = given === undefined ? schema.default : given;
  if (schema.const !== undefined) return { asks: "nothing", value: schema.const };
  if (schema.type === "null") return { asks: "nothing", value: null };
  if (depth > deepest || (value !== undefined && !fitsSchema(schema, value)))
    return { asks: "json", value };
  if (schema.enum !== undefined) return makeChoice(schema.enum, value);
  const choices = choicesOf(schema);
  if (choices !== undefined) return makeAlternatives(choices, value, depth);
  return makePlain(schema, value) ?? makeStructure(schema, value, depth);
}

/** A member that may be left out, and is where it has no value. */
export function makeOptionalPart(schema: JsonSchema, value: unknown, depth = 0): FormPart {
  const part = makeFormPart(schema, value, depth);
  if (part.asks === "number") return { ...part, whenEmpty: "left-out" };
  if (part.asks === "json" && value === undefined) return part;
  const none = { label: "none", part: { asks: "nothing" } as const };
  if (part.asks === "alternatives" && part.by === undefined)
    return {
      ...part,
      chosen: value === undefined ? 0 : part.chosen + 1,
      alternatives: [none, ...part.alternatives],
    };
  return {
    asks: "alternatives",
    chosen: value === undefined ? 0 : 1,
    alternatives: [none, { label: part.asks === "fields" ? "given" : describePart(part), part }],
  };
}

function makePlain(schema: JsonSchema, value: unknown): FormPart | undefined {
  if (schema.type === "string") return { asks: "text", value: String(value ?? "") };
  if (schema.type === "boolean") return { asks: "yes-or-no", value: value === true };
  if (schema.type !== "integer" && schema.type !== "number") return undefined;
  return {
    asks: "number",
    isWhole: schema.type === "integer",
    ...(typeof value === "number" ? { value } : {}),
    ...boundsOf(schema),
  };
}

/** A whole number has the bounds of what is exact, which nobody wants to be told. */
function boundsOf({ minimum, maximum }: JsonSchema): { minimum?: number; maximum?: number } {
  return {
    ...(minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? {} : { minimum }),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
  };
}

function makeStructure(schema: JsonSchema, value: unknown, depth: number): FormPart {
  const { items, prefixItems, properties, additionalProperties } = schema;
  if (schema.type === "array" && isSchema(items) && prefixItems === undefined) {
    const held = Array.isArray(value) ? value : [];
    const added = makeFormPart(items, undefined, depth + 1);
    if (held.length > mostItems || added.asks === "json") return { asks: "json", value };
    return { asks: "list", items: held.map((item) => makeFormPart(items, item, depth + 1)), added };
  }
  if (properties === undefined || (additionalProperties ?? false) !== false)
    return { asks: "json", value };
  return { asks: "fields", fields: makeFields(schema, isRecord(value) ? value : {}, depth) };
}

function makeFields(
  { properties = {}, required = [] }: JsonSchema,
  value: Readonly<Record<string, unknown>>,
  depth: number,
): FormField[] {
  return Object.entries(properties).map(([name, member]) => {
    const isNeeded = required.includes(name) || member.default !== undefined;
    const make = isNeeded ? makeFormPart : makeOptionalPart;
    return {
      name,
      description: member.description ?? "",
      part: make(member, value[name], depth + 1),
    };
  });
}

function makeChoice(values: readonly unknown[], value: unknown): FormPart {
  const chosen = values.findIndex((one) => isDeepStrictEqual(one, value));
  return { asks: "choice", values, chosen: Math.max(chosen, 0) };
}

function makeAlternatives(choices: readonly JsonSchema[], value: unknown, depth: number): FormPart {
  const constants = choices.flatMap((one) => (one.const === undefined ? [] : [one.const]));
  if (constants.length === choices.length) return makeChoice(constants, value);
  const others = choices.filter(({ type }) => type !== "null");
  const [only] = others;
  if (only !== undefined && others.length === 1 && choices.length > 1) {
    const part = makeFormPart(only, value ?? undefined, depth);
    if (part.asks === "number") return { ...part, whenEmpty: "null" };
    if (part.asks === "choice") return makeChoice([...part.values, null], value);
  }
  const fitting = choices.findIndex((one) => value !== undefined && fitsSchema(one, value));
  const chosen = Math.max(fitting, 0);
  const by = tellingMember(others);
  const alternatives = choices.map((one, at) => {
    const part = makeFormPart(one, at === fitting ? value : undefined, depth + 1);
    return { label: labelOf(one, by) ?? describePart(part), part };
  });
  return { asks: "alternatives", chosen, alternatives, ...(by === undefined ? {} : { by }) };
}

/** The member by whose constant the alternatives differ: `kind` of `{ kind: "knn", k }`. */
function tellingMember(choices: readonly JsonSchema[]): string | undefined {
  return Object.keys(choices[0]?.properties ?? {}).find((name) => {
    const constants = choices.map(({ properties }) => properties?.[name]?.const);
    return !constants.includes(undefined) && new Set(constants).size === choices.length;
  });
}

function labelOf({ const: constant, properties }: JsonSchema, by: string | undefined) {
  const named = by === undefined ? constant : properties?.[by]?.const;
  return named === undefined ? undefined : String(named);
}

function describePart(part: FormPart): string {
  if (part.asks === "nothing") return part.value === null ? "none" : String(part.value);
  if (part.asks === "fields") return part.fields.map(({ name }) => name).join(", ");
  return words[part.asks];
}

const words = {
  text: "text",
  number: "number",
  "yes-or-no": "yes or no",
  choice: "one of several",
  alternatives: "given",
  list: "list",
  json: "JSON",
} as const;

function isSchema(items: JsonSchema | boolean | undefined): items is JsonSchema {
  return typeof items === "object";
}
