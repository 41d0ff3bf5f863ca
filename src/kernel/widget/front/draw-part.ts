/// <reference lib="dom" />
import type { FormPart } from "../form-part.ts";
import { drawAlternatives } from "./draw-alternatives.ts";
import { drawField } from "./draw-field.ts";
import { drawFields } from "./draw-fields.ts";
import { drawList } from "./draw-list.ts";
import type { Drawing, DrawnPart } from "./drawn-part.ts";
import { makeElement } from "./make-element.ts";

export function drawPart(part: FormPart, drawing: Drawing): DrawnPart {
  switch (part.asks) {
    case "nothing":
      return {
        element: makeElement("span", "", { hidden: "" }),
        isGroup: false,
        read: () => part.value,
        tell: () => {},
      };
    case "fields":
      return drawFields(part, drawing);
    case "alternatives":
      return drawAlternatives(part, drawing);
    case "list":
      return drawList(part, drawing);
    default:
      return drawField(part, drawing);
  }
}
