/// <reference lib="dom" />
import type { FormPart, NumberPart } from "../form-part.ts";
import { type Drawing, type DrawnPart, NotReadable, tellProblem } from "./drawn-part.ts";
import { makeElement } from "./make-element.ts";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The parts that one field asks for. */
type FieldPart = Exclude<FormPart, { asks: "nothing" | "alternatives" | "fields" | "list" }>;

export function drawField(part: FieldPart, drawing: Drawing): DrawnPart {
  const { field, read } = makeField(part);
  field.id = drawing.id;
  if (drawing.place !== "row") field.setAttribute("aria-label", drawing.label);
  field.addEventListener("input", drawing.onInput);
  const element = makeElement("div", "", { class: "cauce-field" });
  element.append(field);
  const tell = (_path: readonly string[], problem: string) => tellProblem(element, field, problem);
  return {
    element,
    isGroup: false,
    tell,
    read: () => {
      try {
        return read();
      } catch (error) {
        if (error instanceof NotReadable) tell([], error.message);
        throw error;
      }
    },
  };
}

interface ReadField {
  readonly field: Field;
  /** @throws NotReadable */
  readonly read: () => unknown;
}

function makeField(part: FieldPart): ReadField {
  switch (part.asks) {
    case "text": {
      const field = makeElement("input", "", { type: "text" });
      field.value = part.value;
      return { field, read: () => field.value };
    }
    case "yes-or-no": {
      const field = makeElement("input", "", { type: "checkbox" });
      field.checked = part.value;
      return { field, read: () => field.checked };
    }
    case "choice": {
      const field = makeSelect(part.values.map(wordFor), part.chosen);
      return { field, read: () => part.values[field.selectedIndex] };
    }
    case "number":
      return makeNumber(part);
    case "json":
      return makeJson(part.value);
  }
}

export function makeSelect(labels: readonly string[], chosen: number): HTMLSelectElement {
  const select = makeElement("select");
  select.append(...labels.map((label) => makeElement("option", label)));
  select.selectedIndex = chosen;
  return select;
}

function wordFor(value: unknown): string {
  return value === null ? "none" : String(value);
}

function makeNumber({ value, isWhole, minimum, maximum, whenEmpty }: NumberPart): ReadField {
  const field = makeElement("input", "", {
    type: "number",
    step: isWhole ? "1" : "any",
    ...(minimum === undefined ? {} : { min: String(minimum) }),
    ...(maximum === undefined ? {} : { max: String(maximum) }),
    ...(whenEmpty === undefined ? {} : { placeholder: "none" }),
  });
  field.value = String(value ?? "");
  const read = () => {
    if (field.validity.badInput) throw new NotReadable("is no number");
    if (field.value !== "") return Number(field.value);
    return whenEmpty === "null" ? null : undefined;
  };
  return { field, read };
}

function makeJson(value: unknown): ReadField {
  const field = makeElement("textarea", "", { rows: "3", spellcheck: "false" });
  field.value = JSON.stringify(value, undefined, 1)?.replace(/\n\s*/g, " ") ?? "";
  const read = () => {
    try {
      return field.value.trim() === "" ? undefined : JSON.parse(field.value);
    } catch {
      throw new NotReadable("is no JSON");
    }
  };
  return { field, read };
}
