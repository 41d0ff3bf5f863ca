import { CARD_PADDING, LINE_HEIGHT, LINE_SIZE, TITLE_SIZE } from "./compose-card.ts";
import { describeFold, describeNode } from "./describe-node.ts";
import { drawStateIcon } from "./draw-state-icon.ts";
import { escapeXml } from "./escape-xml.ts";
import type { PictureNode } from "./fold-families.ts";
import { formatDuration } from "./format-duration.ts";
import type { PlacedCard } from "./layout-dag.ts";
import { STATE_LOOKS } from "./state-look.ts";
import { LIGHT } from "./svg-theme.ts";
import { estimateTextWidth, fitText } from "./text-width.ts";

const RADIUS = 9;
const EAR = 13;
const PILL_HEIGHT = 18;
const PILL_FONT = 11;
/** States that ask for a reader's eye get their own rim; the others stay quiet. */
const LOUD: ReadonlySet<string> = new Set(["running", "stale", "failed", "missing", "blocked"]);

/** One card: shape by kind, family, parameters, state with sign and word, time, progress. */
export function drawDagNode(node: PictureNode, card: PlacedCard): string {
  const { light } = STATE_LOOKS[node.state];
  const left = Math.round(card.x - card.width / 2);
  const top = Math.round(card.y - card.height / 2);
  return [
    `<g class="n s-${node.state}" data-task="${escapeXml(node.id)}" transform="translate(${left} ${top})">`,
    `<title>${escapeXml(describeNode(node))}</title>`,
    drawShape(node, card, light.ink),
    drawWords(node, card),
    drawPill(node, card),
    drawAside(node, card),
    drawProgress(node, card),
    "</g>",
  ].join("");
}

function drawShape(node: PictureNode, { width, height }: PlacedCard, ink: string): string {
  const loud = LOUD.has(node.state);
  const dashes =
    node.state === "stale" || node.state === "blocked" ? ' stroke-dasharray="5 3"' : "";
  const rim = `stroke="${loud ? ink : LIGHT.rim}" stroke-width="${loud ? 1.5 : 1.2}"${dashes}`;
  const names = loud ? "c b k" : "c b r";
  const quiet = `fill="${LIGHT.card}" stroke="${LIGHT.rim}" stroke-width="1.2"`;
  if (node.fold !== undefined) {
    return (
      rect(6, -6, width - 12, 20, RADIUS, `class="c r" ${quiet}`) +
      rect(3, -3, width - 6, 20, RADIUS, `class="c r" ${quiet}`) +
      rect(0, 0, width, height, RADIUS, `class="${names}" fill="${LIGHT.card}" ${rim}`)
    );
  }
  if (node.kind === "external") return drawDocument(width, height, names, rim);
  if (node.kind === "wrapper") {
    return (
      rect(0, 0, width, height, RADIUS + 3, `class="${names}" fill="${LIGHT.card}" ${rim}`) +
      rect(
        3.5,
        3.5,
        width - 7,
        height - 7,
        RADIUS,
        `class="${loud ? "k" : "r"}" fill="none" ${rim}`,
      )
    );
  }
  return rect(0, 0, width, height, RADIUS, `class="${names}" fill="${LIGHT.card}" ${rim}`);
}

/** A sheet with a folded corner: data that is there, not work to do. */
function drawDocument(width: number, height: number, names: string, rim: string): string {
  const sheet = `M4 0H${width - EAR}L${width} ${EAR}V${height - 4}a4 4 0 0 1-4 4H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4Z`;
  const ear = `M${width - EAR} 0V${EAR - 3}a3 3 0 0 0 3 3H${width}`;
  const edge = names.replace("c b ", "");
  return `<path class="${names}" d="${sheet}" fill="${LIGHT.card}" ${rim}/><path class="${edge}" d="${ear}" fill="none" ${rim}/>`;
}

function drawWords(node: PictureNode, card: PlacedCard): string {
  const room = card.width - 2 * CARD_PADDING;
  const lines =
    node.fold === undefined ? card.lines : wrapCounts(describeFold(node.fold.states), room);
  const title = text(
    CARD_PADDING,
    22,
    `class="t" font-size="${TITLE_SIZE}" font-weight="600" fill="${LIGHT.title}"`,
    card.title,
  );
  return (
    title +
    lines
      .map((line, index) =>
        text(
          CARD_PADDING,
          41 + index * LINE_HEIGHT,
          `class="m" font-size="${LINE_SIZE}" fill="${LIGHT.muted}"`,
          line,
        ),
      )
      .join("")
  );
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

function drawPill(node: PictureNode, card: PlacedCard): string {
  const { word, light } = STATE_LOOKS[node.state];
  const top = card.height - PILL_HEIGHT - 9;
  const width = Math.ceil(estimateTextWidth(word, PILL_FONT, true)) + 30;
  return [
    rect(
      CARD_PADDING - 3,
      top,
      width,
      PILL_HEIGHT,
      PILL_HEIGHT / 2,
      `class="w" fill="${light.tint}"`,
    ),
    drawStateIcon(node.state, CARD_PADDING + 3, top + 3, light),
    text(
      CARD_PADDING + 20,
      top + 13,
      `class="i" font-size="${PILL_FONT}" font-weight="600" fill="${light.ink}"`,
      word,
    ),
  ].join("");
}

/** At the right of the state: how far it is, how long it took, or that it was brought back. */
function drawAside(node: PictureNode, card: PlacedCard): string {
  const words = asideWords(node);
  if (words === "") return "";
  const attributes = `class="m" font-size="${PILL_FONT}" fill="${LIGHT.muted}" text-anchor="end"`;
  return text(card.width - CARD_PADDING, card.height - 14, attributes, words);
}

function asideWords({ state, progress, restored, durationMs }: PictureNode): string {
  if (state === "running" && progress !== undefined) return `${progress.done}/${progress.total}`;
  if (restored === true) return "restored";
  return durationMs === undefined ? "" : formatDuration(durationMs);
}

function drawProgress({ state, progress }: PictureNode, card: PlacedCard): string {
  if (state !== "running" || progress === undefined || progress.total <= 0) return "";
  const share = Math.min(1, Math.max(0, progress.done / progress.total));
  const { light } = STATE_LOOKS.running;
  const room = card.width - 2 * CARD_PADDING;
  const top = card.height - 5;
  const bar = (width: number, attributes: string): string =>
    rect(CARD_PADDING, top, width, 2.5, 1.2, attributes);
  return (
    bar(room, `class="w" fill="${light.tint}"`) +
    bar(Math.round(room * share), `class="i" fill="${light.ink}"`)
  );
}

function rect(
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
  rest: string,
): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" ${rest}/>`;
}

function text(x: number, y: number, attributes: string, words: string): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escapeXml(words)}</text>`;
}
