import { type ErrorDetail, tellFrame } from "./error-detail.ts";
import { findUserFrames } from "./source-places.ts";

const stackLine =
  / +(?:at [^\n]*?(?::\d+:\d+\)?|\((?:<anonymous>|native)\))|\.\.\. \d+ lines matching cause stack trace \.\.\.)(?=[\s,}\])]|$)/;
const stacks = new RegExp(`(?:\n${stackLine.source})+`, "g");

let detail: () => ErrorDetail = () => "short";

/** From now on `ask` says how much of the stacks that a text holds is told. */
export function askForDetail(ask: () => ErrorDetail): void {
  detail = ask;
}

/**
 * A text in Node's words, with the stacks in it told as errors are: the places in cells and in the
 * project's modules, by their own lines, or every frame where that is asked for. `elsewhere` stands
 * for a stack that lies in none of them.
 */
export function tellPlaces(text: string, elsewhere: "kept" | "left-out"): string {
  return text.replace(stacks, (stack) => {
    if (detail() === "full") return stack.replaceAll(/at .+/g, tellFrame);
    const told = stack.split("\n").map(tellLine).join("");
    return told === "" && elsewhere === "kept" ? stack : told;
  });
}

function tellLine(line: string): string {
  const [frame] = findUserFrames(line);
  if (frame === undefined) return "";
  const { place, line: at } = frame.location;
  const indent = /^ */.exec(line)?.[0] ?? "";
  return `\n${indent}at ${place.charAt(0).toUpperCase()}${place.slice(1)}, line ${at}`;
}
