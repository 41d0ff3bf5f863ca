import { z } from "zod";
import { parameterTraits } from "../../core/parameters.ts";
import { classOf, type Task } from "../../core/task.ts";
import type { JsonObject } from "../wire/message.ts";

/** What a page needs to draw a form: a JSON schema of each parameter, and its value in this task. */
export interface ParameterForm {
  readonly fields: readonly {
    readonly name: string;
    readonly schema: JsonObject;
    readonly value: unknown;
    readonly description: string;
  }[];
}

const longestValue = 4_000;

/** A private parameter is left out: its value stays off pages, and the task keeps it. */
export function parameterForm(task: Task): ParameterForm {
  const { parameters } = classOf(task);
  const fields = Object.entries(parameters).flatMap(([name, schema]) => {
    const traits = parameterTraits(schema);
    const value = jsonOf(Reflect.get(task, name));
    if (traits.private || value === undefined) return [];
    const described = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
    const description = traits.description ?? "";
    return [{ name, schema: described as JsonObject, value, description }];
  });
  return { fields };
}

/** Undefined for what no form can hold. */
function jsonOf(value: unknown): unknown {
  try {
    const text = JSON.stringify(value);
    return text === undefined || text.length > longestValue ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
