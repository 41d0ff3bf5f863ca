import { describeParams } from "./describe-params.ts";
import type { PictureNode } from "./fold-families.ts";
import { estimateTextWidth, fitText } from "./text-width.ts";

/** The words on a node's card that do not change with its state, and the room that they take. */
export interface Card {
  readonly title: string;
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
  /** How far the cards behind that of a folded family stand out above it. */
  readonly above: number;
}

const TITLE_SIZE = 13;
export const LINE_SIZE = 11.5;
export const LINE_HEIGHT = 16;
export const CARD_PADDING = 12;
const NARROWEST = 176;
const WIDEST = 232;
const MOST_LINES = 2;
/** The head above the lines and the foot below them, which holds the state. */
const HEAD_HEIGHT = 31;
const FOOT_HEIGHT = 34;
/** What is seen of the cards behind that of a folded family. */
const STACK_HEIGHT = 6;

/** The card of a node; `varying` names the parameters that tell it from its siblings. */
export function composeCard(node: PictureNode, varying: ReadonlySet<string>): Card {
  // A wrapper's inner rim needs a little room.
  const inset = node.kind === "wrapper" ? 6 : 0;
  const room = WIDEST - 2 * CARD_PADDING - inset;
  const title = fitText(cardTitle(node), room, TITLE_SIZE, true);
  const lines = node.fold === undefined ? paramLines(node, varying, room) : ["", ""];
  const textWidth = Math.max(
    estimateTextWidth(title, TITLE_SIZE, true) + (node.kind === "external" ? 12 : 0),
    ...lines.map((line) => estimateTextWidth(line, LINE_SIZE)),
  );
  const wanted = node.fold === undefined ? Math.ceil(textWidth) + 2 * CARD_PADDING + inset : WIDEST;
  return {
    title,
    lines,
    width: Math.min(WIDEST, Math.max(NARROWEST, wanted)),
    height: HEAD_HEIGHT + lines.length * LINE_HEIGHT + FOOT_HEIGHT,
    above: node.fold === undefined ? 0 : STACK_HEIGHT,
  };
}

function cardTitle(node: PictureNode): string {
  return node.fold === undefined ? node.family : `${node.family} ×${node.fold.count}`;
}

function paramLines(node: PictureNode, varying: ReadonlySet<string>, room: number): string[] {
  const lines: string[] = [];
  for (const piece of describeParams(node.params, varying).join(" · ").slice(0, 600).split(" · ")) {
    const last = lines.at(-1);
    const joined = last === undefined ? piece : `${last} · ${piece}`;
    const fits = estimateTextWidth(joined, LINE_SIZE) <= room;
    if (last !== undefined && (fits || lines.length === MOST_LINES))
      lines[lines.length - 1] = joined;
    else if (piece !== "") lines.push(piece);
  }
  // A task that fails tells its error here, and the picture does not grow by it.
  if (lines.length === 0 && node.kind === "task") lines.push("");
  return lines.map((line) => fitText(line, room, LINE_SIZE));
}
