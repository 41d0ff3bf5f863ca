/// <reference lib="dom" />
import type { AlternativesPart } from "../form-part.ts";
import { makeSelect } from "./draw-field.ts";
import { type Drawing, type DrawnPart, makeGroup, tellProblem } from "./drawn-part.ts";
import { makeElement } from "./make-element.ts";

/** A choice, and what the chosen alternative asks. What was typed into another one is kept. */
export function drawAlternatives(part: AlternativesPart, drawing: Drawing): DrawnPart {
  const select = makeSelect(
    part.alternatives.map(({ label }) => label),
    part.chosen,
  );
  const drawn = part.alternatives.map((alternative, at) =>
    drawing.draw(alternative.part, { ...drawing, id: `${drawing.id}-${at}`, place: "chosen" }),
  );
  const chosen = () => drawn[select.selectedIndex];
  const place = makeElement("div", "", { class: "cauce-chosen" });
  const show = () => {
    const { element } = chosen() ?? {};
    place.replaceChildren(...(element === undefined ? [] : [element]));
  };
  select.addEventListener("input", () => {
    show();
    drawing.onInput();
  });
  show();
  const isGroup = drawn.some((one) => one.isGroup);
  const element = isGroup
    ? groupOf(select, place, part.by, drawing)
    : lineOf(select, place, drawing);
  return {
    element,
    isGroup,
    read: () => chosen()?.read(),
    tell: (path, problem) => {
      const isOfChoice = path.length === 0 || (path.length === 1 && path[0] === part.by);
      if (isOfChoice && isGroup) tellProblem(element, select, problem);
      else chosen()?.tell(path, problem);
    },
  };
}

function groupOf(
  select: HTMLSelectElement,
  place: HTMLElement,
  by: string | undefined,
  drawing: Drawing,
): HTMLElement {
  select.id = `${drawing.id}-by`;
  const group = makeGroup(drawing);
  const row = makeElement("div", "", { class: "cauce-fields" });
  if (by === undefined) select.setAttribute("aria-label", drawing.label);
  if (by === undefined) row.append(select, place);
  else row.append(makeElement("label", by, { for: select.id }), select, place);
  group.append(row);
  return group;
}

function lineOf(select: HTMLSelectElement, place: HTMLElement, drawing: Drawing): HTMLElement {
  select.id = drawing.id;
  if (drawing.place !== "row") select.setAttribute("aria-label", drawing.label);
  const line = makeElement("div", "", { class: "cauce-line" });
  line.append(select, place);
  return line;
}
