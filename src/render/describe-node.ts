import { describeLastFailure, describeReason, listDiffs } from "./describe-reason.ts";
import type { PictureNode } from "./fold-families.ts";
import { formatDuration } from "./format-duration.ts";
import { cutText, formatValue } from "./format-value.ts";
import { STATE_LOOKS } from "./state-look.ts";

const KIND_WORDS = { task: "", external: " (external)", wrapper: " (wrapper)" };
const LONGEST_VALUE = 400;

/** Everything about a node in a few lines: what a reader sees who points at it. */
export function describeNode(node: PictureNode): string {
  const lines = [`${node.family}${KIND_WORDS[node.kind]}: ${describeState(node)}`];
  for (const [name, value] of Object.entries(node.params)) {
    lines.push(`  ${name} = ${formatValue(value, LONGEST_VALUE)}`);
  }
  if (node.reasons.length > 0)
    lines.push("Why:", ...node.reasons.map((r) => `  ${describeReason(r)}`), ...diffLines(node));
  if (node.lastFailure !== undefined) lines.push(`  ${describeLastFailure(node.lastFailure)}`);
  if (node.failure !== undefined) lines.push(describeFailure(node.failure));
  if (node.outputs.length > 0) lines.push("Outputs:", ...node.outputs.map((path) => `  ${path}`));
  return lines.join("\n");
}

function diffLines({ reasons }: PictureNode): string[] {
  return listDiffs(reasons).flatMap(({ of, lines }) => [
    `  ${of}:`,
    ...lines.map((line) => `    ${line}`),
  ]);
}

/** The state in words, with the time it took: "succeeded in 41 ms", "fresh, restored". */
function describeState(node: PictureNode): string {
  if (node.fold !== undefined) return describeFold(node.fold.states);
  const word = STATE_LOOKS[node.state].word;
  if (node.restored === true) return `${word}, restored`;
  if (node.state === "running" && node.progress !== undefined) {
    return `${word}, ${node.progress.done} of ${node.progress.total}`;
  }
  if (node.durationMs === undefined) return word;
  const time = formatDuration(node.durationMs);
  return node.state === "succeeded" ? `${word} in ${time}` : `${word} (${time})`;
}

/** How many tasks are in which state: "20 fresh · 3 stale". */
export function describeFold(states: NonNullable<PictureNode["fold"]>["states"]): string {
  return Object.entries(states)
    .map(([state, count]) => `${count} ${state}`)
    .join(" · ");
}

/** A failure in one line: "TypeError: x is not a function (cell 4, line 3)". */
export function describeFailure(failure: NonNullable<PictureNode["failure"]>): string {
  const [message = ""] = failure.message.split("\n", 1);
  const line = failure.line === undefined ? "" : `, line ${failure.line}`;
  const where = failure.place === undefined ? "" : ` (${failure.place}${line})`;
  const name = failure.name === "" || failure.name === "Error" ? "" : `${failure.name}: `;
  return `${name}${cutText(message, 300)}${where}`;
}
