import { CARD_PADDING, LINE_HEIGHT, LINE_SIZE } from "./compose-card.ts";
import { describeFold, describeMessage, describeNode, describePlace } from "./describe-node.ts";
import { nameTasks, nameWait } from "./describe-wait.ts";
import { drawStateIcon } from "./draw-state-icon.ts";
import { escapeXml } from "./escape-xml.ts";
import type { PictureNode } from "./fold-families.ts";
import { formatDuration } from "./format-duration.ts";
import type { PlacedCard } from "./layout-dag.ts";
import { STATE_LOOKS } from "./state-look.ts";
import { estimateTextWidth, fitText } from "./text-width.ts";

const RADIUS = 9;
const EAR = 13;
/** A bar that is drawn by the clock never looks done. */
const MOST_BY_TIME = 0.95;
const PILL_HEIGHT = 18;
const PILL_FONT = 11;
/** What a pill takes beside its words. */
const PILL_ROOM = 32;
/** States that ask for a reader's eye get their own rim; the others stay quiet. */
const LOUD: ReadonlySet<string> = new Set([
  "running",
  "stale",
  "waiting",
  "failed",
  "missing",
  "blocked",
]);
/** What has not been made, and is not being made. */
const DASHED: ReadonlySet<string> = new Set(["stale", "waiting", "blocked"]);

/**
 * One card: shape by kind, family, parameters, state with sign and word, time, progress; of a
 * failed task its error, of a waiting one for what.
 */
export function drawDagNode(node: PictureNode, card: PlacedCard): string {
  const left = Math.round(card.x - card.width / 2);
  const top = Math.round(card.y - card.height / 2);
  return [
    `<g class="n s-${node.state}" data-task="${escapeXml(node.id)}"${marks(node)} transform="translate(${left} ${top})">`,
    `<title>${escapeXml(describeNode(node))}</title>`,
    drawShape(node, card),
    drawWords(node, card),
    drawFoot(node, card),
    drawProgress(node, card),
    "</g>",
  ].join("");
}

/** What a page's script needs beside the words: which family is folded here, and where it failed. */
function marks({ fold, family, failure }: PictureNode): string {
  const pairs: [name: string, value: string | undefined][] = [
    ["fold", fold === undefined ? undefined : family],
    ["place", failure?.place],
    ["line", failure?.line === undefined ? undefined : String(failure.line)],
  ];
  return pairs
    .map(([name, value]) => (value === undefined ? "" : ` data-${name}="${escapeXml(value)}"`))
    .join("");
}

function drawShape(node: PictureNode, { width, height, above }: PlacedCard): string {
  const rim = LOUD.has(node.state) ? "k" : "r";
  const edge = DASHED.has(node.state) ? `${rim} d` : rim;
  if (node.kind === "external" && node.fold === undefined) return drawDocument(width, height, edge);
  const isWrapper = node.kind === "wrapper" && node.fold === undefined;
  const card = rect(0, 0, width, height, isWrapper ? RADIUS + 3 : RADIUS, `c b ${edge}`);
  if (isWrapper) return card + rect(3.5, 3.5, width - 7, height - 7, RADIUS, `o ${edge}`);
  return node.fold === undefined
    ? card
    : [above, above / 2].map((by) => rect(by, -by, width - 2 * by, 20, RADIUS, "c r")).join("") +
        card;
}

/** A sheet with a folded corner: data that is there, not work to do. */
function drawDocument(width: number, height: number, edge: string): string {
  const sheet = `M4 0H${width - EAR}L${width} ${EAR}V${height - 4}a4 4 0 0 1-4 4H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4Z`;
  const ear = `M${width - EAR} 0V${EAR - 3}a3 3 0 0 0 3 3H${width}`;
  return `<path class="c b ${edge}" d="${sheet}"/><path class="o ${edge}" d="${ear}"/>`;
}

function drawWords(node: PictureNode, card: PlacedCard): string {
  return text(CARD_PADDING, 22, "t", card.title) + wordLines(node, card).join("");
}

function wordLines(node: PictureNode, card: PlacedCard): string[] {
  const room = card.width - 2 * CARD_PADDING;
  const { failure, fold } = node;
  const told = fold === undefined ? card.lines : wrapCounts(describeFold(fold.states), room);
  const lines = told.map((line, index) => text(CARD_PADDING, lineTop(index), "m", line));
  if (failure === undefined || card.lines.length === 0) return lines;
  // The error takes the place of the last line: the card keeps its size, and the page its place.
  const last = card.lines.length - 1;
  const error = fitText(describeMessage(failure), room, LINE_SIZE);
  return [...lines.slice(0, last), text(CARD_PADDING, lineTop(last), "m i", error)];
}

function lineTop(index: number): number {
  return 41 + index * LINE_HEIGHT;
}

function wrapCounts(counts: string, room: number): string[] {
  const pieces = counts.split(" · ");
  let fitting = pieces.length;
  while (fitting > 1 && estimateTextWidth(pieces.slice(0, fitting).join(" · "), LINE_SIZE) > room)
    fitting -= 1;
  const lines = [pieces.slice(0, fitting), pieces.slice(fitting)];
  return lines
    .filter((line) => line.length > 0)
    .map((line) => fitText(line.join(" · "), room, LINE_SIZE));
}

/** The state as a pill, and what there is room for beside it. */
function drawFoot(node: PictureNode, card: PlacedCard): string {
  const words = pillWords(node, card);
  const width = Math.ceil(estimateTextWidth(words, PILL_FONT, true)) + PILL_ROOM;
  const top = card.height - PILL_HEIGHT - 9;
  return [
    rect(CARD_PADDING - 3, top, width, PILL_HEIGHT, PILL_HEIGHT / 2, "w"),
    drawStateIcon(node.state, CARD_PADDING + 3, top + 3),
    text(CARD_PADDING + 20, top + 13, "h i", words),
    drawAside(node, card, card.width - 2 * CARD_PADDING - width - 4),
  ].join("");
}

/** The state's word, and what holds the task up where something does. */
function pillWords({ state, waitsFor, blockedBy }: PictureNode, card: PlacedCard): string {
  const { word } = STATE_LOOKS[state];
  const room = card.width - 2 * (CARD_PADDING - 3) - PILL_ROOM;
  // Of a folded family some may run while others wait.
  if (state === "waiting" && waitsFor !== undefined)
    return fitText(`waits for ${nameWait(waitsFor)}`, room, PILL_FONT, true);
  return blockedBy === undefined
    ? word
    : fitText(`${word} by ${nameTasks(blockedBy)}`, room, PILL_FONT, true);
}

/** At the right of the state: how far it is, how long it took, where it failed. */
function drawAside(node: PictureNode, card: PlacedCard, room: number): string {
  const words = asideWords(node).find((some) => estimateTextWidth(some, PILL_FONT) <= room);
  if (words === undefined || words === "") return "";
  return text(card.width - CARD_PADDING, card.height - 14, "a", words);
}

/** The same thing told at length first, and then in fewer and fewer words. */
function asideWords(node: PictureNode): string[] {
  const { state, restored, durationMs, failure } = node;
  if (state === "running") return runningWords(node);
  const place = failure === undefined ? "" : describePlace(failure);
  if (place !== "") return [place, place.replace(", line ", ":")];
  if (restored === true) return ["restored"];
  return durationMs === undefined ? [] : [formatDuration(durationMs)];
}

function runningWords({ progress, elapsedMs, expectedMs }: PictureNode): string[] {
  const share = progress === undefined ? [] : [`${progress.done}/${progress.total}`];
  if (elapsedMs === undefined) return share;
  const elapsed = formatDuration(elapsedMs);
  const times = expectedMs === undefined ? elapsed : `${elapsed} / ~${formatRoughly(expectedMs)}`;
  return [[...share, times].join(" · "), [...share, elapsed].join(" · "), ...share, times, elapsed];
}

/** A tenth of a second says nothing of what takes ten and more. */
function formatRoughly(ms: number): string {
  return ms < 10_000 || ms >= 59_500 ? formatDuration(ms) : `${Math.round(ms / 1000)} s`;
}

/** How much is done, as the task says it; where it says nothing, by the time that it should take. */
function drawProgress(node: PictureNode, card: PlacedCard): string {
  if (node.state !== "running") return "";
  const share = shareDone(node);
  if (share === undefined) return "";
  const room = card.width - 2 * CARD_PADDING;
  const top = card.height - 5;
  const bar = (width: number, names: string): string =>
    rect(CARD_PADDING, top, width, 2.5, 1.2, names);
  return bar(room, "w") + bar(Math.round(room * share), "i");
}

function shareDone({ progress, elapsedMs, expectedMs }: PictureNode): number | undefined {
  if (progress !== undefined)
    return progress.total > 0
      ? Math.min(1, Math.max(0, progress.done / progress.total))
      : undefined;
  if (elapsedMs === undefined || expectedMs === undefined) return undefined;
  return Math.min(MOST_BY_TIME, elapsedMs / Math.max(1, expectedMs));
}

function rect(
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
  names: string,
): string {
  const place = `${x === 0 ? "" : ` x="${x}"`}${y === 0 ? "" : ` y="${y}"`}`;
  return `<rect class="${names}"${place} width="${width}" height="${height}" rx="${radius}"/>`;
}

function text(x: number, y: number, names: string, words: string): string {
  return `<text class="${names}" x="${x}" y="${y}">${escapeXml(words)}</text>`;
}
