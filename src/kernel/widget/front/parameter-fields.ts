/// <reference lib="dom" />
import type { FieldsPart } from "../form-part.ts";
import { drawPart } from "./draw-part.ts";
import { type DrawnPart, forgetProblems, NotReadable } from "./drawn-part.ts";
import type { FieldProblem } from "./panel-state.ts";

/** A form for a task's parameters. */
export class ParameterFields {
  readonly #drawn: DrawnPart;

  constructor(form: FieldsPart, id: string, onInput: () => void) {
    this.#drawn = drawPart(form, {
      label: "Parameters",
      description: "",
      id,
      place: "row",
      onInput,
      draw: drawPart,
    });
    // The page around has keys of its own.
    this.element.addEventListener("keydown", (event) => event.stopPropagation());
  }

  get element(): HTMLElement {
    return this.#drawn.element;
  }

  /** What the form says now; undefined while a field holds what is no value, which it tells there. */
  read(): Record<string, unknown> | undefined {
    forgetProblems(this.element);
    try {
      return this.#drawn.read() as Record<string, unknown>;
    } catch (error) {
      if (error instanceof NotReadable) return undefined;
      throw error;
    }
  }

  tell(problems: readonly FieldProblem[]): void {
    forgetProblems(this.element);
    for (const { path, text } of problems) this.#drawn.tell(path, text);
  }
}
