import { escapeXml } from "./escape-xml.ts";
import { BLOCK_STYLE, HAIRLINE, MONO } from "./html-style.ts";

/** A value in a few lines: what it is, then what there is to say of it. */
export interface ValueCard {
  readonly title: string;
  /** Stands behind the title: a file's path, an error's message. */
  readonly detail: string;
  /** Lines below, in the order in which they are read. */
  readonly lines: readonly string[];
  /** An error's card has a red edge. */
  readonly failed?: boolean;
  /** HTML that stands below the lines, and its text. */
  readonly below?: { readonly html: string; readonly text: string };
}

/** A card in HTML that reads on light and dark, and in text. */
export function renderValueCard(card: ValueCard): { html: string; text: string } {
  const edge = card.failed === true ? ";border-left:3px solid #d64545" : "";
  const detail = card.detail === "" ? "" : ` ${escapeXml(card.detail)}`;
  const lines = card.lines.map(
    (line) => `<div style="${MONO};white-space:pre-wrap">${escapeXml(line)}</div>`,
  );
  return {
    html:
      `<div style="${BLOCK_STYLE}"><div style="border:${HAIRLINE}${edge};border-radius:8px;padding:6px 12px;overflow-wrap:break-word">` +
      `<div style="white-space:pre-wrap"><b>${escapeXml(card.title)}</b>${detail}</div>${lines.join("")}${card.below?.html ?? ""}</div></div>`,
    text: [
      [card.title, card.detail].filter((part) => part !== "").join(" "),
      ...card.lines.map((line) => `  ${line}`),
      ...(card.below === undefined ? [] : [card.below.text]),
    ].join("\n"),
  };
}
