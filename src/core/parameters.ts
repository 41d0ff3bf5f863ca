import { z } from "zod";
import { canonicalJson, isItsOwnJson } from "./canonical.ts";
import { CauceError } from "./errors.ts";

/**
 * A zod schema, by what it takes and gives. Not `z.ZodType`: to compare all that a schema can do
 * costs the compiler 0.1 s and more in every cell that uses a task.
 */
export type ParameterSchema = z.core.$ZodType;

/** The parameters of a task class: a zod schema for each name. */
export type ParameterShape = Readonly<Record<string, ParameterSchema>>;

/** The names that a task has for itself and a parameter cannot take. */
const reserved = new Set([
  "id",
  "family",
  "parameters",
  "given",
  "requires",
  "input",
  "output",
  "run",
  "watch",
  "complete",
  "progress",
  "log",
  "signal",
  "outputFolder",
  "constructor",
  "with",
]);

export function assertParameterNames(family: string, shape: ParameterShape): void {
  for (const [name, schema] of Object.entries(shape)) {
    if (reserved.has(name)) {
      throw new CauceError(
        "parameter-name-reserved",
        `\`${family}.${name}\`: every task has a \`${name}\` of its own. Give the parameter another name.`,
      );
    }
    if (typeof schema !== "object" || schema === null || !("_zod" in schema)) {
      throw new CauceError(
        "parameter-not-a-schema",
        `\`${family}.${name}\` is not a zod schema. Expected one such as z.number().default(1).`,
      );
    }
  }
}

export interface ParameterTraits {
  /** Part of the task's identity. */
  readonly significant: boolean;
  /** Its value stays out of pages, logs and file names. */
  readonly private: boolean;
  /** Tasks that differ in it may run in one batch. */
  readonly batched: boolean;
  readonly description: string | undefined;
}

const knownTraits = new WeakMap<ParameterSchema, ParameterTraits>();

/** What a schema's metadata says; metadata of an inner schema holds through `.default()` and `.optional()`. */
export function parameterTraits(schema: ParameterSchema): ParameterTraits {
  const known = knownTraits.get(schema);
  if (known !== undefined) return known;
  const traits = readTraits(schema);
  knownTraits.set(schema, traits);
  return traits;
}

function readTraits(schema: ParameterSchema): ParameterTraits {
  let significant = true;
  let isPrivate = false;
  let batched = false;
  let description: string | undefined;
  for (const layer of schemaLayers(schema)) {
    const meta: Record<string, unknown> = layer.meta() ?? {};
    if (meta.significant === false) significant = false;
    if (meta.visibility === "private" || meta.visibility === "hidden") isPrivate = true;
    if (meta.batched === true) batched = true;
    description ??= typeof meta.description === "string" ? meta.description : undefined;
  }
  return { significant, private: isPrivate, batched, description };
}

function* schemaLayers(schema: ParameterSchema): Generator<z.ZodType> {
  let layer: unknown = schema;
  while (layer instanceof z.ZodType) {
    yield layer;
    layer = innerSchema(layer);
  }
}

/** What `.default()`, `.optional()` and their like stand around; of a pipe the side that is a schema of its own. */
function innerSchema(schema: z.ZodType): unknown {
  if (schema instanceof z.ZodPipe)
    return schema.def.in instanceof z.ZodTransform ? schema.def.out : schema.def.in;
  return "innerType" in schema.def ? schema.def.innerType : undefined;
}

/** Schemas that take no undefined: to ask one costs an error with its stack. */
const withoutDefault = new WeakSet<ParameterSchema>();

/** The default of a parameter, or undefined where it has none. */
export function parameterDefault(schema: ParameterSchema): unknown {
  if (withoutDefault.has(schema)) return undefined;
  const result = z.safeParse(schema, undefined);
  if (!result.success) withoutDefault.add(schema);
  return result.success ? result.data : undefined;
}

/** The parameters that make up a task's identity: significant, and other than their default. */
export function identityParameters(
  shape: ParameterShape,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const identity: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(shape)) {
    if (!parameterTraits(schema).significant) continue;
    if (isSameValue(values[name], parameterDefault(schema))) continue;
    identity[name] = values[name];
  }
  return identity;
}

/** `null` is a value that someone gave; `undefined` is none. */
function isSameValue(a: unknown, b: unknown): boolean {
  if (isItsOwnJson(a)) return a === b;
  return (a === undefined) === (b === undefined) && canonicalJson(a) === canonicalJson(b);
}

/** Every significant parameter with its value, defaults included: what the fingerprint covers. */
export function significantParameters(
  shape: ParameterShape,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const significant: Record<string, unknown> = {};
  for (const name in shape)
    if (parameterTraits(shape[name] as ParameterSchema).significant)
      significant[name] = values[name];
  return significant;
}

/** The parameters as pages, logs and JSON may show them. */
export function visibleParameters(
  shape: ParameterShape,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(shape)) {
    const traits = parameterTraits(schema);
    if (traits.significant) shown[name] = traits.private ? "•••" : values[name];
  }
  return shown;
}
