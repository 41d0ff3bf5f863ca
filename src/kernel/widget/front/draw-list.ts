/// <reference lib="dom" />
import type { FormPart, ListPart } from "../form-part.ts";
import { type Drawing, type DrawnPart, makeGroup, tellProblem } from "./drawn-part.ts";
import { makeButton, makeElement } from "./make-element.ts";

interface Item {
  readonly drawn: DrawnPart;
  readonly element: HTMLElement;
  readonly remove: HTMLButtonElement;
}

/** Items that can be removed and added, at the end. */
export function drawList(part: ListPart, drawing: Drawing): DrawnPart {
  const group = makeGroup(drawing);
  const place = makeElement("div");
  const add = makeButton("Add", () => {
    focusIn(append(part.added).element);
    drawing.onInput();
  });
  add.setAttribute("aria-label", `Add to ${drawing.label}`);
  group.append(place, add);
  const items: Item[] = [];
  // An item keeps the number that it was drawn with: ids stay its own when others go.
  let count = 0;

  const nameItems = () => {
    for (const [at, item] of items.entries()) nameItem(item, `${drawing.label} ${at + 1}`);
  };

  const append = (what: FormPart): Item => {
    const id = `${drawing.id}-${count++}`;
    const { label } = drawing;
    const drawn = drawing.draw(what, { ...drawing, label, description: "", id, place: "item" });
    const element = makeElement("div", "", { class: "cauce-item" });
    const item = { drawn, element, remove: makeButton("×", () => removeItem(item)) };
    item.remove.title = "Remove";
    element.append(drawn.element, item.remove);
    items.push(item);
    place.append(element);
    nameItems();
    place.className = items.some((one) => one.drawn.isGroup) ? "cauce-items" : "cauce-line";
    return item;
  };

  const removeItem = (item: Item) => {
    const at = items.indexOf(item);
    items.splice(at, 1);
    item.element.remove();
    nameItems();
    (items[at]?.remove ?? items.at(-1)?.remove ?? add).focus();
    drawing.onInput();
  };

  for (const item of part.items) append(item);
  return {
    element: group,
    isGroup: true,
    read: () => items.map(({ drawn }) => drawn.read() ?? null),
    tell: ([at, ...path], problem) => {
      const item = items[Number(at)];
      if (at === undefined || item === undefined) tellProblem(group, group, problem);
      else item.drawn.tell(path, problem);
    },
  };
}

/** By its place, which others change when they go. */
function nameItem({ drawn, remove }: Item, name: string): void {
  remove.setAttribute("aria-label", `Remove ${name}`);
  const legend = drawn.element.querySelector(":scope > legend");
  if (legend === null)
    drawn.element.querySelector("[aria-label]")?.setAttribute("aria-label", name);
  else legend.textContent = name;
}

function focusIn(element: HTMLElement): void {
  element.querySelector<HTMLElement>("input, select, textarea")?.focus();
}
