import { z } from "zod";
import type { NodeState } from "../core/dag-view.ts";
import { choicesOf, type JsonSchema, jsonSchemaOf } from "../core/json-schema.ts";
import { type ParameterShape, parameterDefault, parameterTraits } from "../core/parameters.ts";
import { hasWork, Task } from "../core/task.ts";
import type { Engine } from "../pipeline/engine.ts";
import { shareLook } from "../pipeline/share-look.ts";
import { viewTask } from "../pipeline/view-dag.ts";
import {
  type ParameterDefinition,
  renderDefinitions,
  type TaskDefinition,
} from "../render/render-definitions.ts";
import type { FollowedPictures } from "./followed-pictures.ts";

/**
 * Shows, under a cell that defines tasks, what it defined; their states follow what happens later.
 * Resolves with whether it has defined any.
 */
export async function presentDefinitions(
  declared: readonly string[],
  engine: Engine,
  pictures: FollowedPictures,
): Promise<boolean> {
  const look = (now: Engine) => findDefinitions(declared, now);
  const draw = (definitions: readonly TaskDefinition[]) => {
    const { html, text } = renderDefinitions(definitions);
    return { "text/html": html, "text/plain": text };
  };
  const definitions = await shareLook(async () => {
    const found = await look(engine);
    // Whoever edits a cell is likely to run what it defines last.
    const stale = found?.findLast(({ state }) => state === "stale");
    if (stale !== undefined) engine.prepare((await viewDefault(stale.family, engine)).planned);
    return found;
  });
  if (definitions === undefined) return false;
  pictures.show({ look, draw }, definitions);
  return true;
}

async function findDefinitions(
  declared: readonly string[],
  engine: Engine,
): Promise<readonly TaskDefinition[] | undefined> {
  const names = new Set(declared);
  const families = findFamilies(engine).filter((family) => names.has(family));
  if (families.length === 0) return undefined;
  return Promise.all(families.map((family) => define(family, engine)));
}

/** A name that two cells declare is told where a task reaches it, not here. */
function findFamilies(engine: Engine): readonly string[] {
  try {
    return engine.families();
  } catch {
    return [];
  }
}

async function define(family: string, engine: Engine): Promise<TaskDefinition> {
  try {
    const { kind, parameters, prototype } = await engine.loadClass(family);
    const known = { family, kind, parameters: describeParameters(parameters) };
    const standard = await describeDefault(family, parameters, engine);
    const leavesNothing = kind === "task" && hasWork(prototype) && !hasOutput(prototype);
    return { ...known, ...standard, ...(leavesNothing ? { outputs: [], leavesNothing } : {}) };
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

function hasOutput({ output }: Task): boolean {
  return output !== Task.prototype.output;
}

/** Output and state of the task with every parameter at its default, where there is such a task. */
async function describeDefault(
  family: string,
  shape: ParameterShape,
  engine: Engine,
): Promise<Pick<TaskDefinition, "outputs" | "state" | "reasons">> {
  if (!Object.values(shape).every((schema) => z.safeParse(schema, undefined).success))
    return { outputs: [`outputs/${family}/…`] };
  const { planned, id } = await viewDefault(family, engine);
  const node = viewTask(planned, id);
  if (node === undefined) return { outputs: [] };
  const state: NodeState = node.state;
  return { outputs: node.outputs, state, reasons: node.reasons };
}

function viewDefault(family: string, engine: Engine) {
  return engine.viewTask({ family, given: {} });
}

const described = new WeakMap<ParameterShape, readonly ParameterDefinition[]>();

/** Asked for again with every look at the page, of the same class as a rule. */
function describeParameters(shape: ParameterShape): readonly ParameterDefinition[] {
  const known = described.get(shape);
  if (known !== undefined) return known;
  const found = listParameters(shape);
  described.set(shape, found);
  return found;
}

function listParameters(shape: ParameterShape): ParameterDefinition[] {
  return Object.entries(shape).map(([name, schema]) => {
    const { significant, private: isPrivate, description } = parameterTraits(schema);
    const standard = parameterDefault(schema);
    return {
      name,
      type: describeJsonSchema(jsonSchemaOf(schema)),
      significant,
      visibility: isPrivate ? "private" : "public",
      ...(standard === undefined || isPrivate ? {} : { default: standard }),
      ...(description === undefined ? {} : { description }),
    };
  });
}

/** A schema in a few words, as TypeScript would write its type. */
function describeJsonSchema(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined)
    return schema.enum.map((choice) => JSON.stringify(choice)).join(" | ");
  const choices = choicesOf(schema);
  if (choices !== undefined) return choices.map(describeJsonSchema).join(" | ");
  if (schema.type === "array") return `${wrap(describeJsonSchema(schema.items ?? {}))}[]`;
  if (schema.properties !== undefined) return describeObject(schema.properties);
  return typeof schema.type === "string" ? schema.type : "value";
}

/** A kind among several by its name and what it takes: `knn {k}`; any other record by its members' types. */
function describeObject(properties: Readonly<Record<string, JsonSchema>>): string {
  const entries = Object.entries(properties);
  const kind = entries.find(([, member]) => typeof member.const === "string");
  if (kind !== undefined) {
    const others = entries.filter((entry) => entry !== kind).map(([name]) => name);
    return others.length === 0 ? String(kind[1].const) : `${kind[1].const} {${others.join(", ")}}`;
  }
  return `{${entries.map(([name, member]) => `${name}: ${describeJsonSchema(member)}`).join(", ")}}`;
}

function wrap(text: string): string {
  return text.includes(" | ") ? `(${text})` : text;
}
