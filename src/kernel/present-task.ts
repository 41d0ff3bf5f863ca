import { types } from "node:util";
import { parameterTraits } from "../core/parameters.ts";
import { isFileTarget, listTargets } from "../core/target.ts";
import { classOf, isTask, type Task } from "../core/task.ts";
import { formatValue } from "../render/format-value.ts";
import { renderValueCard } from "../render/render-value-card.ts";
import { presentLeaf } from "./present-leaf.ts";
import { classNameOf, isObjectLike, readMember } from "./present-member.ts";
import type { MimeBundle } from "./publisher.ts";

const mostOutputs = 20;
const longestId = 160;

/** A task by its id, parameters and outputs; whether it would run is `why`'s to say. */
export function presentTask(value: object): MimeBundle | undefined {
  if (types.isProxy(value) || !isTask(value)) return undefined;
  const { html, text } = renderValueCard({
    title: formatValue(value.id, longestId),
    detail: classOf(value).kind === "task" ? "" : `· ${classOf(value).kind}`,
    lines: [...parameterLines(value), ...outputLines(value)],
  });
  return { "text/html": html, "text/plain": text };
}

function parameterLines(task: Task): string[] {
  return Object.entries(classOf(task).parameters).map(([name, schema]) => {
    const value = readMember(task, name);
    return `${name} = ${parameterTraits(schema).private ? "•••" : showParameter(value)}`;
  });
}

function showParameter(value: unknown): string {
  const long = isObjectLike(value) && Object.keys(value).length > 1_000;
  return long ? presentLeaf(value) : formatValue(value, 120);
}

/** `output()` is the user's code: what it throws belongs on the card. */
function outputLines(task: Task): string[] {
  try {
    const targets = listTargets(task.output());
    const lines = targets.slice(0, mostOutputs).map(({ target }) => {
      return `→ ${isFileTarget(target) ? target.path : classNameOf(target)}`;
    });
    const more = targets.length - lines.length;
    return more > 0 ? [...lines, `→ … ${more} more`] : lines;
  } catch (error) {
    return [`→ its output() throws: ${error instanceof Error ? error.message : String(error)}`];
  }
}
