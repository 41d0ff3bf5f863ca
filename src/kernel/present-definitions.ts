import { z } from "zod";
import type { NodeState } from "../core/dag-view.ts";
import { type ParameterShape, parameterDefault, parameterTraits } from "../core/parameters.ts";
import type { Engine } from "../pipeline/engine.ts";
import { viewDag } from "../pipeline/view-dag.ts";
import {
  type ParameterDefinition,
  renderDefinitions,
  type TaskDefinition,
} from "../render/render-definitions.ts";
import type { Publisher } from "./publisher.ts";

/** Shows, under a cell that defines tasks, what it defined. */
export async function presentDefinitions(
  declared: readonly string[],
  engine: Engine,
  publisher: Publisher,
): Promise<void> {
  const names = new Set(declared);
  const families = findFamilies(engine).filter((family) => names.has(family));
  if (families.length === 0) return;
  const definitions = await Promise.all(families.map((family) => define(family, engine)));
  const { html, text } = renderDefinitions(definitions);
  publisher.displayData({ "text/html": html, "text/plain": text });
}

/** A name that two cells declare is told where a task reaches it, not here. */
function findFamilies(engine: Engine): string[] {
  try {
    return engine.families();
  } catch {
    return [];
  }
}

async function define(family: string, engine: Engine): Promise<TaskDefinition> {
  try {
    const { kind, parameters } = await engine.loadClass(family);
    return {
      family,
      kind,
      parameters: describeParameters(parameters),
      ...(await describeDefault(family, parameters, engine)),
    };
  } catch (error) {
    return {
      family,
      kind: "task",
      parameters: [],
      outputs: [],
      error: error instanceof Error ? error.message : String(error),
    };
  }
}

/** Output and state of the task with every parameter at its default, where there is such a task. */
async function describeDefault(
  family: string,
  shape: ParameterShape,
  engine: Engine,
): Promise<Pick<TaskDefinition, "outputs" | "state" | "reasons">> {
  if (!Object.values(shape).every((schema) => schema.safeParse(undefined).success))
    return { outputs: [`outputs/${family}/…`] };
  const planned = await engine.plan({ family, given: {} });
  const node = viewDag(planned).nodes.find(({ id }) => id === planned.root);
  if (node === undefined) return { outputs: [] };
  const state: NodeState = node.state;
  return { outputs: node.outputs, state, reasons: node.reasons };
}

function describeParameters(shape: ParameterShape): ParameterDefinition[] {
  return Object.entries(shape).map(([name, schema]) => {
    const { significant, private: isPrivate, description } = parameterTraits(schema);
    const standard = parameterDefault(schema);
    return {
      name,
      type: typeName(schema),
      significant,
      visibility: isPrivate ? "private" : "public",
      ...(standard === undefined || isPrivate ? {} : { default: standard }),
      ...(description === undefined ? {} : { description }),
    };
  });
}

/** A schema in a few words, as TypeScript would write its type. */
export function typeName(schema: z.ZodType): string {
  try {
    return describeJsonSchema(
      z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema,
    );
  } catch {
    return "value";
  }
}

interface JsonSchema {
  readonly type?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

function describeJsonSchema(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined)
    return schema.enum.map((choice) => JSON.stringify(choice)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return choices.map(describeJsonSchema).join(" | ");
  if (schema.type === "array") return `${wrap(describeJsonSchema(schema.items ?? {}))}[]`;
  if (schema.properties !== undefined) return describeObject(schema.properties);
  return typeof schema.type === "string" ? schema.type : "value";
}

/** Of a record only the members that tell kinds apart are worth a line: `{kind: "knn", …}`. */
function describeObject(properties: Readonly<Record<string, JsonSchema>>): string {
  const entries = Object.entries(properties);
  const shown = entries
    .slice(0, 3)
    .map(([name, member]) => `${name}: ${describeJsonSchema(member)}`);
  return `{${shown.join(", ")}${entries.length > 3 ? ", …" : ""}}`;
}

function wrap(text: string): string {
  return text.includes(" | ") ? `(${text})` : text;
}
