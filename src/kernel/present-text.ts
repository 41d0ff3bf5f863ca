import { inspect } from "node:util";
import { findUserFrames } from "../core/source-places.ts";
import { capitalise } from "./cell-failure.ts";
import { presentLeaf } from "./present-leaf.ts";

const mostText = 50_000;

/** A line of an error's stack in Node's text; strings cannot look so, because their lines are quoted. */
const stackLine = /\n +at [^\n]*?(?::\d+:\d+\)?|\((?:<anonymous>|native)\))(?=[\s,}\])]|$)/g;

/** Of the stacks of errors inside a value, as of all errors, only the places in cells say something. */
function tellPlace(line: string): string {
  const [frame] = findUserFrames(line);
  if (frame === undefined) return "";
  const indent = /^\n */.exec(line)?.[0] ?? "\n";
  return `${indent}at ${capitalise(frame.location.place)}, line ${frame.location.line}`;
}

/** Node's own text of a value, without the value's own code where that throws. */
export function presentText(value: unknown, customInspect = true): string {
  try {
    const text = inspect(value, {
      customInspect,
      depth: 4,
      maxArrayLength: ArrayBuffer.isView(value) ? 20 : 100,
      maxStringLength: 10_000,
      breakLength: 100,
    }).replace(stackLine, tellPlace);
    return text.length <= mostText
      ? text
      : `${text.slice(0, mostText)}…\n… ${(text.length - mostText).toLocaleString("en-US")} more characters`;
  } catch {
    return customInspect ? presentText(value, false) : presentLeaf(value);
  }
}
