/// <reference lib="dom" />
import type { FieldsPart, FormField } from "../form-part.ts";
import { type Drawing, type DrawnPart, makeGroup, tellProblem } from "./drawn-part.ts";
import { makeElement } from "./make-element.ts";

/** The members of a record: a line for each, and a group for what is made of several. */
export function drawFields({ fields }: FieldsPart, drawing: Drawing): DrawnPart {
  const members = fields.map((field, at) => ({ field, drawn: drawMember(field, at, drawing) }));
  const rows = members.flatMap(({ field, drawn }, at) => drawRow(field, drawn, drawing, at));
  const element = makeGroup(drawing);
  const grid = makeElement("div", "", { class: "cauce-fields" });
  grid.append(...rows);
  element.append(grid);
  return {
    element,
    isGroup: true,
    read: () => {
      const values = members.map(({ field, drawn }) => [field.name, drawn.read()] as const);
      return Object.fromEntries(values.filter(([, value]) => value !== undefined));
    },
    tell: ([name, ...path], problem) => {
      const member = members.find(({ field }) => field.name === name);
      if (member !== undefined && isShown(member.field)) member.drawn.tell(path, problem);
      else tellProblem(element, element, problem);
    },
  };
}

function drawMember({ name, description, part }: FormField, at: number, drawing: Drawing) {
  const id = `${drawing.id}-${at}`;
  return drawing.draw(part, { ...drawing, label: name, description, id, place: "row" });
}

function drawRow(field: FormField, drawn: DrawnPart, drawing: Drawing, at: number): HTMLElement[] {
  if (!isShown(field)) return [];
  if (drawn.isGroup) return [drawn.element];
  const label = makeElement("label", field.name, { for: `${drawing.id}-${at}` });
  if (field.description !== "") label.append(makeElement("small", field.description));
  return [label, drawn.element];
}

function isShown({ part }: FormField): boolean {
  return part.asks !== "nothing";
}
