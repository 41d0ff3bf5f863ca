/// <reference lib="dom" />
import { makeElement } from "./make-element.ts";
import type { FormField } from "./panel-state.ts";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A form for a task's parameters. */
export class ParameterFields {
  readonly element = makeElement("fieldset");
  readonly #fields = new Map<FormField, Field>();

  constructor(fields: readonly FormField[], id: string, onInput: () => void) {
    for (const [index, field] of fields.entries()) {
      const input = makeField(field);
      input.id = `${id}-${index}`;
      input.addEventListener("input", onInput);
      // The page around has keys of its own.
      input.addEventListener("keydown", (event) => event.stopPropagation());
      this.#fields.set(field, input);
      const label = makeElement("label", field.name, { for: input.id });
      if (field.description !== "") label.append(makeElement("small", field.description));
      this.element.append(label, input);
    }
  }

  /** What the form says now; undefined while a field holds what is no JSON. */
  read(): Record<string, unknown> | undefined {
    try {
      const entries = [...this.#fields].map(([field, input]) => [
        field.name,
        readField(field, input),
      ]);
      return Object.fromEntries(entries);
    } catch {
      return undefined;
    }
  }
}

function makeField({ schema, value }: FormField): Field {
  if (schema.enum !== undefined) return makeChoice(schema.enum, value);
  if (schema.type === "boolean") {
    const box = makeElement("input", "", { type: "checkbox" });
    box.checked = value === true;
    return box;
  }
  if (schema.type === "integer" || schema.type === "number") {
    const number = makeElement("input", "", {
      type: "number",
      step: schema.type === "integer" ? "1" : "any",
    });
    number.value = String(value);
    return number;
  }
  if (schema.type === "string") {
    const line = makeElement("input", "", { type: "text" });
    line.value = String(value);
    return line;
  }
  const json = makeElement("textarea", "", { rows: "3", spellcheck: "false" });
  json.value = JSON.stringify(value, undefined, 1).replace(/\n\s*/g, " ");
  return json;
}

function makeChoice(choices: readonly unknown[], value: unknown): HTMLSelectElement {
  const select = makeElement("select");
  for (const choice of choices) {
    const option = makeElement("option", String(choice), { value: JSON.stringify(choice) });
    option.selected = choice === value;
    select.append(option);
  }
  return select;
}

function readField({ schema }: FormField, input: Field): unknown {
  if (input instanceof HTMLSelectElement) return JSON.parse(input.value);
  if (input instanceof HTMLTextAreaElement) return JSON.parse(input.value);
  if (schema.type === "boolean") return input.checked;
  if (schema.type === "string") return input.value;
  return input.value === "" ? undefined : Number(input.value);
}
