import type { DagNode } from "../core/dag-view.ts";
import {
  describeLastFailure,
  describeReason,
  describeReasons,
  listDiffs,
} from "./describe-reason.ts";
import { describeWait, listTasks } from "./describe-wait.ts";
import { firstLines } from "./first-lines.ts";
import type { PictureNode } from "./fold-families.ts";
import { formatBytes } from "./format-bytes.ts";
import { formatDuration } from "./format-duration.ts";
import { cutText, formatValue } from "./format-value.ts";
import { renderCodeFrame } from "./render-code-frame.ts";
import { STATE_LOOKS } from "./state-look.ts";

const KIND_WORDS = { task: "", external: " (external)", wrapper: " (wrapper)" };
const LONGEST_VALUE = 400;
const MOST_LINES = 20;

/** Everything about a node in a few lines: what a reader sees who points at it. */
export function describeNode(node: PictureNode): string {
  const lines = [`${node.family}${KIND_WORDS[node.kind]}: ${describeState(node)}`];
  for (const [name, value] of Object.entries(node.params)) {
    lines.push(`  ${name} = ${formatValue(value, LONGEST_VALUE)}`);
  }
  if (node.waitsFor !== undefined) lines.push(`Waits for ${describeWait(node.waitsFor)}`);
  if (node.blockedBy !== undefined) lines.push(`Blocked by ${listTasks(node.blockedBy)}`);
  if (node.reasons.length > 0)
    lines.push("Why:", ...indented(node.reasons.map(describeReason)), ...diffLines(node));
  if (node.lastFailure !== undefined) lines.push(`  ${describeLastFailure(node.lastFailure)}`);
  if (node.failure !== undefined)
    lines.push(describeFailure(node.failure), ...codeLines(node.failure));
  if (node.outputs.length > 0)
    lines.push("Outputs:", ...indented(node.outputs.map((path) => describeOutput(path, node))));
  if (node.lastRun !== undefined) lines.push(describeLastRun(node.lastRun, node.durationMs));
  if ((node.state === "stale" || node.state === "waiting") && node.expectedMs !== undefined)
    lines.push(`A run should take about ${formatDuration(node.expectedMs)}.`);
  return lines.join("\n");
}

/** What a reader can take in: a task may have thousands of outputs. */
function indented(lines: readonly string[]): string[] {
  return firstLines(lines, MOST_LINES).map((line) => `  ${line}`);
}

function codeLines({ frame }: NonNullable<PictureNode["failure"]>): string[] {
  return frame === undefined ? [] : renderCodeFrame(frame).map((line) => `  ${line}`);
}

function diffLines({ reasons }: PictureNode): string[] {
  return listDiffs(reasons).flatMap(({ of, lines }) => [
    `  ${of}:`,
    ...lines.map((line) => `    ${line}`),
  ]);
}

function describeOutput(path: string, { lastRun }: PictureNode): string {
  const sizeBytes = lastRun?.sizesBytes[path];
  return sizeBytes === undefined ? path : `${path} (${formatBytes(sizeBytes)})`;
}

function describeLastRun(
  { finishedAtMs }: NonNullable<PictureNode["lastRun"]>,
  durationMs: number | undefined,
): string {
  const took = durationMs === undefined ? "" : `, took ${formatDuration(durationMs)}`;
  return `Last run: ${formatMinute(finishedAtMs)}${took}`;
}

/** "2026-03-09 14:05", by the clock of the machine that the tasks run on. */
function formatMinute(atMs: number): string {
  const date = new Date(atMs);
  const [month, day, hour, minute] = [
    date.getMonth() + 1,
    date.getDate(),
    date.getHours(),
    date.getMinutes(),
  ].map((part) => String(part).padStart(2, "0"));
  return `${date.getFullYear()}-${month}-${day} ${hour}:${minute}`;
}

/** The state in words, with the time it took: "succeeded in 41 ms", "fresh, restored". */
function describeState(node: PictureNode): string {
  if (node.fold !== undefined) return describeFold(node.fold.states);
  const word = STATE_LOOKS[node.state].word;
  if (node.restored === true) return `${word}, restored`;
  if (node.state === "running") return [word, ...describeRunning(node)].join(", ");
  if (node.durationMs === undefined) return word;
  const time = formatDuration(node.durationMs);
  const told = node.state === "succeeded" ? `${word} in ${time}` : `${word} (${time})`;
  return node.batch === undefined ? told : `${told}, its share of a ${nameBatch(node.batch)}`;
}

/** "batch of 5": so many tasks were made in one attempt. */
export function nameBatch(count: number): string {
  return `batch of ${count}`;
}

/** Why a task is as it is, in one line: how it failed, what blocks it, or why it ran. */
export function describeWhy({ failure, blockedBy, reasons }: DagNode): string {
  if (failure !== undefined) return describeFailure(failure);
  return blockedBy === undefined ? describeReasons(reasons) : `blocked by ${listTasks(blockedBy)}`;
}

function describeRunning({ progress, elapsedMs, expectedMs }: PictureNode): string[] {
  const parts = progress === undefined ? [] : [`${progress.done} of ${progress.total}`];
  if (elapsedMs !== undefined) parts.push(`for ${formatDuration(elapsedMs)}`);
  if (expectedMs !== undefined) parts.push(`about ${formatDuration(expectedMs)} in all`);
  return parts;
}

/** How many tasks are in which state: "20 fresh · 3 stale". */
export function describeFold(states: NonNullable<PictureNode["fold"]>["states"]): string {
  return Object.entries(states)
    .map(([state, count]) => `${count} ${state}`)
    .join(" · ");
}

/** A failure in one line: "TypeError: x is not a function (cell 4, line 3)". */
export function describeFailure(failure: NonNullable<PictureNode["failure"]>): string {
  const place = describePlace(failure);
  return `${describeMessage(failure)}${place === "" ? "" : ` (${place})`}`;
}

/** What went wrong, without where: "TypeError: x is not a function". */
export function describeMessage(
  failure: Pick<NonNullable<PictureNode["failure"]>, "name" | "message">,
): string {
  const [message = ""] = failure.message.split("\n", 1);
  return `${describeName(failure)}${cutText(message, 300)}`;
}

/** "TypeError: "; nothing for a name that tells no more than the message does. */
export function describeName({ name }: { readonly name: string }): string {
  return ["", "Error", "CauceError"].includes(name) ? "" : `${name}: `;
}

/** Where it went wrong: "cell 4, line 3"; nothing where that is not known. */
export function describePlace({ place, line }: NonNullable<PictureNode["failure"]>): string {
  if (place === undefined) return "";
  return line === undefined ? place : `${place}, line ${line}`;
}
