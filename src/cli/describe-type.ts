import { choicesOf, type JsonSchema, jsonSchemaOf } from "../core/json-schema.ts";
import type { ParameterSchema } from "../core/parameters.ts";

/** The type of a parameter in a few words: "integer", "number|null", "fast|slow", "JSON". */
export function describeType(schema: ParameterSchema): string {
  return describe(jsonSchemaOf(schema));
}

/** What a structure is made of, a line for each alternative; none for what the type says alone. */
export function describeStructure(schema: ParameterSchema): string[] {
  const found = jsonSchemaOf(schema);
  if (describe(found) !== "JSON") return [];
  const choices = choicesOf(found) ?? [found];
  return choices.some(hasMembers) ? choices.map((choice) => write(choice)) : [];
}

function describe(schema: JsonSchema): string {
  if (schema.const !== undefined) return word(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(word).join("|");
  const choices = choicesOf(schema)?.map(describe);
  if (choices !== undefined) return choices.includes("JSON") ? "JSON" : choices.join("|");
  const { type } = schema;
  return typeof type === "string" && type !== "object" && type !== "array" ? type : "JSON";
}

function hasMembers({ properties, items }: JsonSchema): boolean {
  return properties !== undefined || items !== undefined;
}

/** JSON, in which what is to be filled in stands in angle brackets. */
function write(schema: JsonSchema, note = ""): string {
  const choices = choicesOf(schema);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (!hasMembers(schema) && choices?.some(hasMembers) !== true)
    return `<${[describe(schema), ...(note === "" ? [] : [note])].join(", ")}>`;
  return `${writeStructure(schema, choices)}${note === "" ? "" : ` (${note})`}`;
}

function writeStructure(schema: JsonSchema, choices: readonly JsonSchema[] | undefined): string {
  if (choices !== undefined) return choices.map((choice) => write(choice)).join(" or ");
  if (schema.items !== undefined) return `[${write(schema.items)}, …]`;
  const members = Object.entries(schema.properties ?? {}).map(
    ([name, member]) => `${JSON.stringify(name)}: ${write(member, noteOf(name, member, schema))}`,
  );
  return `{${members.join(", ")}}`;
}

function noteOf(name: string, member: JsonSchema, { required }: JsonSchema): string {
  if ("default" in member) return `default ${word(member.default)}`;
  return required?.includes(name) === true ? "" : "optional";
}

function word(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
