import { inspect } from "node:util";
import { tellPlaces } from "../core/printed-places.ts";
import { presentLeaf } from "./present-leaf.ts";

const mostText = 50_000;

/** Node's own text of a value, without the value's own code where that throws. */
export function presentText(value: unknown, customInspect = true): string {
  try {
    const inspected = inspect(value, {
      customInspect,
      depth: 4,
      maxArrayLength: ArrayBuffer.isView(value) ? 20 : 100,
      maxStringLength: 10_000,
      breakLength: 100,
    });
    // Strings cannot look like a stack, because their lines are quoted.
    const text = tellPlaces(inspected, "left-out");
    return text.length <= mostText
      ? text
      : `${text.slice(0, mostText)}…\n… ${(text.length - mostText).toLocaleString("en-US")} more characters`;
  } catch {
    return customInspect ? presentText(value, false) : presentLeaf(value);
  }
}
