/// <reference lib="dom" />
import type { FormPart } from "../form-part.ts";
import { makeElement } from "./make-element.ts";

/** What a form shows for one part of its value. */
export interface DrawnPart {
  readonly element: HTMLElement;
  /** A group has a name of its own; a single field stands beside its label. */
  readonly isGroup: boolean;
  /** Undefined for what is left out. @throws NotReadable when it has told so at the field. */
  read(): unknown;
  /** Tells at the field that the path leads to, or at the nearest around it, what is wrong. */
  tell(path: readonly string[], problem: string): void;
}

export interface Drawing {
  readonly label: string;
  readonly description: string;
  readonly id: string;
  /** In a row its label stands beside it; what is chosen stands in the group that bears its name. */
  readonly place: "row" | "item" | "chosen";
  /** Hears of every change of what the form says. */
  readonly onInput: () => void;
  readonly draw: (part: FormPart, drawing: Drawing) => DrawnPart;
}

/** A field holds what is no value of its kind. */
export class NotReadable extends Error {}

/** Words at the end of `place` for what is wrong with `marked`. */
export function tellProblem(place: HTMLElement, marked: HTMLElement, text: string): void {
  const line = makeElement("p", text, { class: "cauce-problem", id: `${marked.id}-problem` });
  marked.setAttribute("aria-invalid", "true");
  marked.setAttribute("aria-describedby", line.id);
  place.append(line);
}

export function forgetProblems(form: HTMLElement): void {
  for (const line of form.querySelectorAll(".cauce-problem")) line.remove();
  for (const marked of form.querySelectorAll("[aria-invalid]")) {
    marked.removeAttribute("aria-invalid");
    marked.removeAttribute("aria-describedby");
  }
}

/** A group of fields under its name. */
export function makeGroup({ label, description, id, place }: Drawing): HTMLElement {
  if (place === "chosen") return makeElement("div", "", { id });
  const group = makeElement("fieldset", "", { id });
  const legend = makeElement("legend", label);
  if (description !== "") legend.append(makeElement("small", description));
  group.append(legend);
  return group;
}
